import Foundation
import GeoFormats
import TestSupport
import Testing

@testable import GeoCore

@Suite struct OutputFolderTests {
  @Test func foldersAboveAreMadeToo() throws {
    let scratch = try Scratch()
    let path = scratch.file("a/b//c/")
    for _ in 0..<2 { try OutputFolder.make(path) }
    var isFolder: ObjCBool = false
    #expect(FileManager.default.fileExists(atPath: scratch.file("a/b/c"), isDirectory: &isFolder))
    #expect(isFolder.boolValue)
  }

  @Test func aFileInTheWayIsAnError() throws {
    let scratch = try Scratch()
    let file = try scratch.write("a", "x")
    for path in [file, file + "/b"] {
      let error = #expect(throws: OutputError.self) { try OutputFolder.make(path) }
      #expect(error?.kind == .cannotCreate)
      #expect(error?.path == path)
    }
    #expect(throws: OutputError.self) { try OutputFolder.make("") }
  }

  @Test(
    arguments: [("a/b", "a"), ("/a", "/"), ("a", nil), ("/x/y/z.txt", "/x/y")]
      as [(String, String?)])
  func parents(_ path: String, _ parent: String?) {
    #expect(OutputFolder.parent(of: path) == parent)
  }
}
