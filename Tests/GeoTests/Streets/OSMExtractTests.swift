import Foundation
import TestSupport
import Testing

@testable import GeoCore
@testable import GeoFormats
@testable import GeoStreets

@Suite struct OSMExtractTests {
  private let folder: Scratch

  init() throws { folder = try Scratch() }

  private func sample() -> OSMText {
    var text = OSMText.grid()
    text.way(7, [1, 2, 3], ["highway": "residential", "name": "Rue Été"])
    text.way(9, [23, 13, 3], ["highway": "footway"])
    text.way(11, [1, 2], ["building": "yes"])
    text.tag(node: 2, ["barrier": "gate", "access": "private"])
    return text
  }

  private func expectSample(_ extract: OSMExtract) {
    #expect(extract.waysRead == 3)
    #expect(extract.wayIDs == [7, 9])
    #expect(extract.refOffsets == [0, 3, 6])
    #expect(extract.nodeIDs == [1, 2, 3, 13, 23])
    #expect(extract.refs == [0, 1, 2, 4, 3, 2])
    #expect(extract.longitude(1) == 5.001 && extract.latitude(3) == 43.001)
    #expect(extract.taggedNodes == [1])
    #expect(extract.nodeTags.values[0] == ["gate"])
    #expect(extract.wayTags.values[0] == ["residential", "footway"])
    #expect(extract.wayTags.values[6] == ["Rue Été"])
  }

  @Test func xml() throws {
    expectSample(try OSMExtract(path: try folder.write("a.osm", sample().xml)))
  }

  /// The first bytes tell the format, not the name.
  @Test func pbf() throws {
    let bytes = PBFBytes(sample()).bytes
    for name in ["a.osm.pbf", "a.pbf", "a.osm", "a"] {
      expectSample(try OSMExtract(path: try folder.write(name, bytes)))
    }
  }

  @Test(arguments: ["gzip", "bzip2"])
  func compressed(_ program: String) throws {
    let path = try folder.write("a.osm", sample().xml)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program, path]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    // Machines without the program have nothing to test here.
    guard process.terminationStatus == 0 else { return }
    let packed = path + (program == "gzip" ? ".gz" : ".bz2")
    expectSample(try OSMExtract(path: packed))
    let bytes = try InputFile.bytes(of: packed)
    let cut = try folder.write("cut", Array(bytes[..<(bytes.count / 2)]))
    let error = #expect(throws: FormatError.self) { try OSMExtract(path: cut) }
    #expect(error?.kind == .badData || error?.kind == .inputOutput)
  }

  @Test func nodesMayComeInAnyOrder() throws {
    var text = sample()
    text.nodes.reverse()
    expectSample(try OSMExtract(path: try folder.write("a.osm", text.xml)))
    text.nodes.swapAt(0, 30)
    expectSample(try OSMExtract(path: try folder.write("b.osm", text.xml)))
  }

  @Test func negativeIDsAreRead() throws {
    var text = OSMText()
    text.nodes = [(-1, 5, 43, [:]), (-2, 5.001, 43, [:])]
    text.way(-5, [-1, -2], ["highway": "path"])
    let extract = try OSMExtract(path: try folder.write("a.osm", text.xml))
    #expect(extract.nodeIDs == [-2, -1])
    #expect(extract.refs == [1, 0])
    #expect(extract.hasPlace(0) && extract.hasPlace(1))
  }

  @Test func brokenXMLNamesTheLine() throws {
    let lines = sample().xml.split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines[..<5].joined(separator: "\n") + "\n<node id=\"1\" lat=>"
    let error = #expect(throws: FormatError.self) {
      try OSMExtract(path: try folder.write("a.osm", text))
    }
    #expect(error?.line == 6)
    #expect(error?.column != nil)
    #expect(error?.kind == .badData)
  }

  @Test func truncatedXMLIsAnError() throws {
    let bytes = Array(sample().xml.utf8)
    for length in stride(from: 60, to: bytes.count - 8, by: 97) {
      let cut = try folder.write("cut.osm", Array(bytes[..<length]))
      #expect(throws: FormatError.self, "\(length)") { try OSMExtract(path: cut) }
    }
  }

  /// A file that ends with a block is whole by its format; libosmium passes over up to three bytes
  /// after it, too few for the length of the next.
  @Test func truncatedPBFIsAnError() throws {
    let pbf = PBFBytes(sample())
    for length in 15..<pbf.bytes.count
    where !pbf.ends.contains(where: { ($0..<($0 + 4)).contains(length) }) {
      let cut = try folder.write("cut.osm.pbf", Array(pbf.bytes[..<length]))
      #expect(throws: FormatError.self, "\(length)") { try OSMExtract(path: cut) }
    }
  }

  /// Whatever a file holds: an error or an extract that can be built from, never a crash.
  @Test(arguments: 0..<300)
  func changedBytesDoNoHarm(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var bytes = PBFBytes(sample()).bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      bytes[place] = UInt8.random(in: 0...255, using: &generator)
    }
    let path = try folder.write("bad.osm.pbf", bytes)
    guard let extract = try? OSMExtract(path: path) else { return }
    let builder = StreetNetworkBuilder(profile: .walk, minimumComponent: 0)
    if let network = try? builder.build(from: extract).network {
      #expect(network.edgeCount > 0)
    }
  }

  @Test func otherFilesAreRefused() throws {
    for (name, content) in [
      ("a.osm.pbf", ""), ("b.osm.pbf", "{\"type\": \"FeatureCollection\"}"), ("c.osm", "node,way"),
    ] {
      let error = #expect(throws: FormatError.self) {
        try OSMExtract(path: try folder.write(name, content))
      }
      #expect(error?.kind == .badData)
      #expect(error?.remedy?.text.contains(".osm.pbf") == true)
    }
    let html = #expect(throws: FormatError.self) {
      try OSMExtract(path: try folder.write("d.osm", "<!DOCTYPE html><html></html>"))
    }
    #expect(html?.kind == .badData)
    let missing = #expect(throws: FormatError.self) {
      try OSMExtract(path: folder.file("missing.osm"))
    }
    #expect(missing?.kind == .missingInput)
    let directory = #expect(throws: FormatError.self) { try OSMExtract(path: folder.path) }
    #expect(directory?.kind == .missingInput)
  }

  /// libosmium would start curl for such names.
  @Test func namesAreNeverURLs() throws {
    #expect(throws: FormatError.self) { try OSMExtract(path: "http://localhost/a.osm") }
  }
}
