import Foundation
import GeoCore
import GeoFormats
import TestSupport
import Testing

@Suite struct InputFileTests {
  @Test func bytesAndPadding() throws {
    let scratch = try Scratch()
    let path = try scratch.write("a", [1, 2, 3])
    #expect(try InputFile.bytes(of: path) == [1, 2, 3])
    #expect(try InputFile.bytes(of: path, padding: 2) == [1, 2, 3, 0, 0])
    #expect(try InputFile.bytes(of: scratch.write("b", [UInt8]()), padding: 1) == [0])
    #expect(throws: Never.self) { try InputFile.requireReadable(path) }
  }

  /// The kernel gives such files no size.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status")))
  func filesWithoutASizeAreReadToTheEnd() throws {
    let text = String(decoding: try InputFile.bytes(of: "/proc/self/status"), as: UTF8.self)
    #expect(text.contains("VmPeak"))
  }

  @Test func whatIsMissingIsNamed() throws {
    let scratch = try Scratch()
    let file = try scratch.write("a", "x")
    for (path, reason) in [
      (scratch.file("no"), "there is no such file"), (file + "/b", "there is no such file"),
      (scratch.path, "this is a folder, not a file"),
    ] {
      for attempt in [
        { _ = try InputFile.bytes(of: path) }, { try InputFile.requireReadable(path) },
      ] {
        let error = #expect(throws: FormatError.self) { try attempt() }
        #expect(error?.path == path)
        #expect(error?.reason == reason)
        #expect(error?.kind == .missingInput)
        #expect(error?.remedy != nil)
      }
    }
  }
}
