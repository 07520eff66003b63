import Foundation
import FuzzTargets
import TestSupport

/// libFuzzer over the reader that `FUZZ_TARGET` names. The arguments are libFuzzer's.
@main
struct Fuzz {
  nonisolated(unsafe) private static var target = FuzzTarget.geojson
  nonisolated(unsafe) private static var scratch: Scratch?

  static func main() throws {
    let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
    guard let chosen = FuzzTarget(rawValue: name) else {
      let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
      print("FUZZ_TARGET must be one of \(names)")
      exit(64)
    }
    target = chosen
    scratch = try Scratch()
    var count = CommandLine.argc
    var arguments = Optional(CommandLine.unsafeArgv)
    let result = runDriver(&count, &arguments) { start, size in
      Fuzz.readOne(Array(UnsafeBufferPointer(start: start, count: size)))
      return 0
    }
    scratch = nil
    exit(result)
  }

  private static func readOne(_ bytes: [UInt8]) {
    guard let scratch else { return }
    do {
      try target.run(bytes, in: scratch)
    } catch {
      FileHandle.standardError.write(Data("fault: \(error)\n".utf8))
      abort()
    }
  }
}

/// libFuzzer's entry for programs that have a main function of their own.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<Int8>?>?>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32
