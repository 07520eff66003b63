import Foundation
import TestSupport
import Testing

@testable import GeoCore
@testable import GeoFormats

/// Where an output goes: behind links, with the rights of what it replaces, past what a kill left.
@Suite struct OutputPlaceTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted()
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: scratch.file(name), encoding: .utf8)
  }

  private func write(_ text: String, to name: String) throws {
    let file = try OutputFile(scratch.file(name))
    try file.write(text)
    try file.commit()
  }

  private func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: scratch.file(name))
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
  }

  @Test func theFileBehindALinkIsReplacedAndTheLinkStays() throws {
    let manager = FileManager.default
    try manager.createDirectory(atPath: scratch.file("inner"), withIntermediateDirectories: true)
    try scratch.write("inner/real", "old")
    try manager.createSymbolicLink(
      atPath: scratch.file("second"), withDestinationPath: "inner/real")
    try manager.createSymbolicLink(
      atPath: scratch.file("first"), withDestinationPath: scratch.file("second"))
    try write("new", to: "first")
    #expect(try text("inner/real") == "new")
    #expect(try manager.destinationOfSymbolicLink(atPath: scratch.file("second")) == "inner/real")
    #expect(try names() == ["first", "inner", "second"])
    // A link to nothing says where the file shall be.
    try manager.createSymbolicLink(atPath: scratch.file("third"), withDestinationPath: "made")
    try write("here", to: "third")
    #expect(try text("made") == "here")
  }

  @Test func linksInACircleAreRefused() throws {
    for (from, to) in [("a", "b"), ("b", "a")] {
      try FileManager.default.createSymbolicLink(
        atPath: scratch.file(from), withDestinationPath: to)
    }
    let error = #expect(throws: OutputError.self) { try OutputFile(scratch.file("a")) }
    #expect(error?.kind == .cannotCreate)
    #expect(try names() == ["a", "b"])
  }

  @Test(arguments: [0o600, 0o640, 0o666, 0o444])
  func modeIsKept(_ mode: Int) throws {
    try scratch.write("a", "old")
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: scratch.file("a"))
    // Who may not write the file may not replace it.
    guard mode & 0o200 != 0 || geteuid() == 0 else {
      #expect(throws: OutputError.self) { try OutputFile(scratch.file("a")) }
      return
    }
    let file = try OutputFile(scratch.file("a"))
    // What is secret is so while it is written.
    let partial = try #require(names().first { $0.hasPrefix(TemporaryName.prefix) })
    #expect(try self.mode(partial) == 0o600)
    try file.write("new")
    try file.commit()
    #expect(try self.mode("a") == mode && text("a") == "new")
  }

  @Test(.enabled(if: geteuid() == 0, "needs root to give files away"))
  func ownerAndGroupAreKept() throws {
    try scratch.write("a", "old")
    try #require(chown(scratch.file("a"), 1234, 2345) == 0)
    try write("new", to: "a")
    let status = try #require(stat.following(scratch.file("a")))
    #expect(status.st_uid == 1234 && status.st_gid == 2345)
  }

  @Test func aNewFileHasTheGroupOfASetGroupFolder() throws {
    // Root may give the folder to any group; others see the one that they have.
    if geteuid() == 0 { try #require(chown(scratch.path, 0, 2345) == 0) }
    try #require(chmod(scratch.path, 0o2755) == 0)
    let folder = try #require(stat.following(scratch.path))
    try write("new", to: "a")
    #expect(stat.following(scratch.file("a"))?.st_gid == folder.st_gid)
    // As any new file, by the mask.
    close(open(scratch.file("plain"), O_CREAT | O_WRONLY, 0o666))
    #expect(try mode("a") == mode("plain"))
  }

  @Test func temporaryNamesFitAndCannotBeGuessed() throws {
    let longest = String(repeating: "n", count: 255)
    try write("long", to: longest)
    #expect(try text(longest) == "long")
    let files = try (0..<20).map { _ in try OutputFile(scratch.file("a")) }
    #expect(Set(files.map(\.path)).count == 20)
    #expect(files.allSatisfy { ($0.path.split(separator: "/").last?.utf8.count ?? 0) < 40 })
  }

  @Test func whatAKillLeftIsRemovedAndWhatLivesIsNot() throws {
    let left = try scratch.write(TemporaryName.prefix + "0123456789abcdef", "half")
    let other = try scratch.write(".amp-geo-partial", "not ours")
    let living = try OutputFile(scratch.file("living"))
    TemporaryFile.removeAbandoned(in: scratch.path)
    #expect(!FileManager.default.fileExists(atPath: left))
    #expect(FileManager.default.fileExists(atPath: other))
    try living.write("whole")
    try living.finish()
    // Finished and not published yet: still somebody's.
    TemporaryFile.removeAbandoned(in: scratch.path)
    try living.publish()
    #expect(try text("living") == "whole")
    #expect(try names() == [".amp-geo-partial", "living"])
  }

  @Test func aTemporaryFileThatWasExchangedIsNotPublished() throws {
    try scratch.write("a", "old")
    let file = try OutputFile(scratch.file("a"))
    try file.write("new")
    try file.finish()
    try FileManager.default.removeItem(atPath: file.path)
    try FileManager.default.createSymbolicLink(
      atPath: file.path, withDestinationPath: "/etc/passwd")
    let error = #expect(throws: OutputError.self) { try file.publish() }
    #expect(error?.reason.contains("taken away") == true)
    #expect(try text("a") == "old")
  }

  /// The second cannot be replaced, so that neither is.
  @Test func severalArePublishedTogetherOrNotAtAll() throws {
    try scratch.write("a", "old a")
    let files = try ["a", "new", "b"].map { try OutputFile(scratch.file($0)) }
    for file in files {
      try file.write("new")
      try file.finish()
    }
    try FileManager.default.createDirectory(
      atPath: scratch.file("b"), withIntermediateDirectories: true)
    #expect(throws: OutputError.self) { try OutputFile.publish(files) }
    #expect(try text("a") == "old a")
    #expect(try names().filter { !$0.hasPrefix(TemporaryName.prefix) } == ["a", "b"])
    try FileManager.default.removeItem(atPath: scratch.file("b"))
    try OutputFile.publish(files)
    #expect(try text("a") == "new")
    #expect(try names() == ["a", "b", "new"])
  }

  @Test func onlyNullIsNobodys() throws {
    #expect(!OutputFile.isSameFile("/dev/null", "/dev/null"))
    #expect(OutputFile.isSameFile("/dev/full", "/dev/../dev/full"))
    try scratch.write("a", "x")
    try FileManager.default.linkItem(atPath: scratch.file("a"), toPath: scratch.file("hard"))
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("soft"), withDestinationPath: "new")
    #expect(OutputFile.isSameFile(scratch.file("a"), scratch.file("hard")))
    #expect(OutputFile.isSameFile(scratch.file("soft"), scratch.file("new")))
    #expect(!OutputFile.isSameFile(scratch.file("New"), scratch.file("new")))
  }

  @Test func whatCannotBeMadeIsKnownBefore() throws {
    try OutputFile.requirePossible(scratch.file("a"))
    #expect(try names().isEmpty)
    #expect(throws: OutputError.self) { try OutputFile.requirePossible(scratch.file("no/a")) }
    #expect(throws: OutputError.self) { try OutputFile.requirePossible(scratch.path) }
    try OutputFile.requirePossible("/dev/null")
    try OutputFile.requirePossible("-")
  }
}
