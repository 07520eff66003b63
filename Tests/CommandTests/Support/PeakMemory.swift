import Foundation
import TestSupport

/// The most memory that the real binary held at once.
enum PeakMemory {
  /// How large a file is made for it, in megabytes: `AMP_GEO_BIG_MEGABYTES`, else 8.
  static let megabytes =
    ProcessInfo.processInfo.environment["AMP_GEO_BIG_MEGABYTES"].flatMap(Int.init) ?? 8

  /// What the program itself needs, whatever the file: its code, PROJ's database.
  static let ownBytes = 48 << 20

  /// Runs the program and gives its peak in bytes.
  static func run(_ arguments: [String], in folder: Scratch) throws -> (
    result: AmpGeoProcess, bytes: Int
  ) {
    let words = arguments.map { "'\($0)'" }.joined(separator: " ")
    let result = try AmpGeoProcess.shell(
      "/usr/bin/env python3 -c \"$MEASURE\" \"$AMP_GEO\" \(words)", in: folder,
      environment: ["MEASURE": measure])
    let text = try Files.text("peak", in: folder)
    guard let kilobytes = Int(text) else { throw TestFailure("no peak: \(result.errors)") }
    return (result, kilobytes << 10)
  }

  static let canMeasure = Tools.has("python3")

  /// Waits for the program by `wait4`, which tells its peak in kilobytes.
  private static let measure = """
    import os, subprocess, sys
    child = subprocess.Popen(sys.argv[1:])
    _, status, usage = os.wait4(child.pid, 0)
    open('peak', 'w').write(str(usage.ru_maxrss))
    sys.exit(os.waitstatus_to_exitcode(status))
    """
}
