import Foundation
import TestSupport

/// One finished run of the real binary.
///
/// Standard input is empty. Both streams go to files, so that neither can fill up and stop the
/// program, whatever the other does.
struct AmpGeoProcess {
  let exitCode: Int32
  /// Whether a signal ended the program; `exitCode` is then the signal's number.
  let wasKilled: Bool
  let outputBytes: Data
  let errorBytes: Data

  var output: String { String(decoding: outputBytes, as: UTF8.self) }
  var errors: String { String(decoding: errorBytes, as: UTF8.self) }
  /// The lines of standard error that are not empty.
  var errorLines: [String] { errors.split(separator: "\n").map(String.init) }

  /// Runs `amp-geo` with these arguments in a folder.
  static func run(
    _ arguments: [String], in folder: Scratch, environment: [String: String] = [:]
  ) throws -> AmpGeoProcess {
    try run(
      program: AmpGeoProgram.path(), arguments, in: folder.path, environment: environment)
  }

  /// Runs a line of bash in a folder; `$AMP_GEO` is the program.
  static func shell(
    _ line: String, in folder: Scratch, environment: [String: String] = [:]
  ) throws -> AmpGeoProcess {
    var variables = environment
    variables["AMP_GEO"] = try AmpGeoProgram.path()
    return try run(
      program: "/bin/bash", ["-c", line], in: folder.path, environment: variables)
  }

  /// Runs any program.
  static func run(
    program: String, _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) throws -> AmpGeoProcess {
    let running = try RunningProcess(
      program: program, arguments, in: folder, environment: environment)
    return try running.finish()
  }
}

/// A program that was started and has not been waited for.
final class RunningProcess {
  private let process = Process()
  private let ended = DispatchSemaphore(value: 0)
  private let streams: Scratch
  private let name: String
  /// A program that takes longer hangs.
  private static let patienceSeconds = 600.0

  init(
    program: String, _ arguments: [String], in folder: String, environment: [String: String]
  ) throws {
    streams = try Scratch()
    name = ([program] + arguments).joined(separator: " ")
    try streams.write("out", "")
    try streams.write("err", "")
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var variables = ProcessInfo.processInfo.environment
    for (name, value) in environment { variables[name] = value }
    process.environment = variables
    process.standardInput = FileHandle.nullDevice
    let handles = try [handle("out"), handle("err")]
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    let ended = ended
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    // The program has its own; Foundation would keep these, and fails beyond 1024 open files.
    for handle in handles { try handle.close() }
  }

  private func handle(_ name: String) throws -> FileHandle {
    try FileHandle(forWritingTo: URL(fileURLWithPath: streams.file(name)))
  }

  var isRunning: Bool { process.isRunning }

  /// Ends the program at once, as a power cut would.
  func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

  /// Waits for the end.
  /// - Throws: `TestFailure` when the program does not end in time.
  func finish() throws -> AmpGeoProcess {
    guard ended.wait(timeout: .now() + Self.patienceSeconds) == .success else {
      kill()
      throw TestFailure("\(name) did not end within \(Int(Self.patienceSeconds)) s")
    }
    return AmpGeoProcess(
      exitCode: process.terminationStatus,
      wasKilled: process.terminationReason == .uncaughtSignal,
      outputBytes: try Data(contentsOf: URL(fileURLWithPath: streams.file("out"))),
      errorBytes: try Data(contentsOf: URL(fileURLWithPath: streams.file("err"))))
  }
}

/// Why a test could not be done at all.
struct TestFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
