import Foundation
import GeoFormats
import TestSupport
import Testing

@testable import GeoCore

@Suite struct OutputFileTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: scratch.file(name), encoding: .utf8)
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted()
  }

  /// Also of files that are not there yet.
  @Test func theSameFileByAnotherPath() throws {
    let folder = try Scratch()
    try folder.write("there", "x")
    let (there, new) = (folder.file("there"), folder.file("new"))
    #expect(OutputFile.isSameFile(there, folder.path + "/./there"))
    #expect(OutputFile.isSameFile(new, folder.path + "//./new"))
    #expect(!OutputFile.isSameFile(new, there) && !OutputFile.isSameFile(there, new))
    #expect(!OutputFile.isSameFile(new, folder.file("other")))
    #expect(!OutputFile.isSameFile(folder.path + "/nowhere/new", folder.path + "/none/new"))
  }

  @Test func aCommittedFileStandsUnderItsName() throws {
    let file = try OutputFile(scratch.file("a.txt"))
    #expect(!file.isStream)
    try file.write("one ")
    try file.write([0x32])
    #expect(try !names().contains("a.txt"))
    try file.commit()
    #expect(try names() == ["a.txt"])
    #expect(try text("a.txt") == "one 2")
  }

  @Test func droppedWithoutCommitLeavesNothing() throws {
    do {
      let file = try OutputFile(scratch.file("a.txt"))
      try file.write(String(repeating: "x", count: 1_000_000))
      #expect(try names().count == 1)
    }
    #expect(try names().isEmpty)
  }

  @Test func theOldFileStaysUntilTheNewIsWhole() throws {
    try scratch.write("a.txt", "old")
    do {
      let file = try OutputFile(scratch.file("a.txt"))
      try file.write("new")
      try file.finish()
      #expect(try text("a.txt") == "old")
    }
    #expect(try text("a.txt") == "old")
    #expect(try names() == ["a.txt"])
    let file = try OutputFile(scratch.file("a.txt"))
    try file.write("new")
    try file.commit()
    #expect(try text("a.txt") == "new")
  }

  @Test func muchIsWrittenWhole() throws {
    let file = try OutputFile(scratch.file("much"))
    var expected: [UInt8] = []
    for i in 0..<3000 {
      let piece = Array(repeating: UInt8(i % 251), count: i % 700)
      expected += piece
      try file.write(piece)
    }
    try file.commit()
    #expect(try InputFile.bytes(of: scratch.file("much")) == expected)
  }

  @Test func whatCannotBeMadeIsRefusedAtOnce() throws {
    let folder = #expect(throws: OutputError.self) { try OutputFile(scratch.path) }
    #expect(folder?.kind == .cannotCreate)
    #expect(folder?.reason == "this is a folder")
    let missing = #expect(throws: OutputError.self) {
      try OutputFile(scratch.file("no/such/a.txt"))
    }
    #expect(missing?.kind == .cannotCreate)
    #expect(missing?.remedy == "make its folder first")
    #expect(missing?.path == scratch.file("no/such/a.txt"))
  }

  @Test func aFullDeviceIsAnError() throws {
    let file = try OutputFile("/dev/full")
    #expect(file.isStream)
    try file.write("x")
    let error = #expect(throws: OutputError.self) { try file.finish() }
    #expect(error?.kind == .inputOutput)
    #expect(error?.remedy?.text.contains("space") == true)
  }

  @Test func devicesAreWrittenThrough() throws {
    let file = try OutputFile("/dev/null")
    try file.write("x")
    try file.commit()
    #expect(FileManager.default.fileExists(atPath: "/dev/null"))
  }
}
