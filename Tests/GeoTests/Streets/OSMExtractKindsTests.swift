import Foundation
import TestSupport
import Testing

@testable import GeoCore
@testable import GeoFormats
@testable import GeoStreets

/// Kinds of files that hold a map in other ways, or none: locations on ways, deleted objects, several
/// versions, changes, histories, many streams, and what is made to fill the memory.
@Suite struct OSMExtractKindsTests {
  private let folder: Scratch

  init() throws { folder = try Scratch() }

  private func extract(_ inner: String, root: String = "osm", name: String = "a.osm") throws
    -> OSMExtract
  {
    try OSMExtract(
      path: folder.write(name, "<?xml version='1.0'?><\(root) version=\"0.6\">\(inner)</\(root)>"))
  }

  private let nodes = """
    <node id="1" version="1" lat="45" lon="5"/><node id="2" version="1" lat="45" lon="5.001"/>
    """

  private func failure(_ make: () throws -> OSMExtract) throws -> FormatError {
    let error = #expect(throws: FormatError.self) { try make() }
    return try #require(error)
  }

  // MARK: Places

  /// As Overpass's `out geom` writes: what no node tells, ways do; a node goes before.
  @Test func waysMayTellThePlacesOfTheirNodes() throws {
    let found = try extract(
      """
      <node id="2" lat="45" lon="5.002"><tag k="barrier" v="gate"/></node>
      <way id="9"><nd ref="1" lat="45.5" lon="5"/><nd ref="2" lat="0" lon="0"/>
      <nd ref="3" lat="45" lon="5.003"/><nd ref="4"/><tag k="highway" v="path"/></way>
      """)
    #expect(found.nodeIDs == [1, 2, 3, 4])
    #expect(found.latitude(0) == 45.5 && found.longitude(1) == 5.002 && found.longitude(2) == 5.003)
    #expect(!found.hasPlace(3))
    #expect(found.taggedNodes == [1])
  }

  /// The first way tells nothing, the second does.
  @Test func someWaysTellAndOthersDoNot() throws {
    let found = try extract(
      """
      <way id="8"><nd ref="1"/><nd ref="2"/><tag k="highway" v="path"/></way>
      <way id="9"><nd ref="2" lat="45" lon="5"/><nd ref="3" lat="46" lon="6"/>
      <tag k="highway" v="path"/></way>
      """)
    #expect((0..<3).map { found.hasPlace($0) } == [false, true, true])
  }

  /// As Overpass writes a relation with `out geom` alone: members carry the line of their way.
  @Test func relationsMayDrawTheirMembers() throws {
    let tags = "<tag k=\"type\" v=\"multipolygon\"/><tag k=\"highway\" v=\"pedestrian\"/>"
    let found = try extract(
      """
      <way id="7"><nd ref="1" lat="45" lon="5"/><nd ref="2" lat="45" lon="5.001"/>
      <tag k="highway" v="path"/></way>
      <relation id="3"><member type="way" ref="10" role="outer"><nd lat="45" lon="5"/>
      <nd lat="45" lon="5.002"/><nd lat="45.001" lon="5.002"/></member>
      <member type="way" ref="11" role="outer"><nd lat="45.001" lon="5.002"/><nd/>
      <nd lat="45" lon="5"/></member><member type="way" ref="12" role="inner"/>\(tags)</relation>
      """)
    #expect(found.missingMembers == 1)
    #expect(found.outlineAreas == [0, 0] && found.wayIDs.suffix(2) == [10, 11])
    let street = found.nodes(ofWay: 0)
    let first = Array(found.nodes(ofWay: 1))
    let second = Array(found.nodes(ofWay: 2))
    // One place is one node, that of the street among them.
    #expect(first[0] == street.first && first[2] == second[0] && second[2] == first[0])
    #expect(found.longitude(Int(first[1])) == 5.002 && found.latitude(Int(first[1])) == 45)
    #expect(!found.hasPlace(Int(second[1])))
    let error = try failure { try OSMExtract(path: folder.write("o.json", "{\"version\": 0.6}")) }
    #expect(error.remedy?.text.contains("[out:xml]") == true)
  }

  // MARK: Deleted, and several versions

  @Test(arguments: ["action=\"delete\"", "visible=\"false\""])
  func whatIsDeletedIsNotThere(_ mark: String) throws {
    let found = try extract(
      nodes + """
        <node id="3" version="1" lat="45" lon="5.002" \(mark)/>
        <way id="8" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/>
        <tag k="highway" v="path"/></way>
        <way id="9" version="2" \(mark)><nd ref="1"/><nd ref="2"/><tag k="highway" v="path"/></way>
        """)
    #expect(found.wayIDs == [8])
    #expect(!found.hasPlace(2))
  }

  @Test func theNewestVersionCounts() throws {
    let found = try extract(
      """
      <node id="1" version="1" lat="45" lon="5"><tag k="barrier" v="wall"/></node>
      <node id="1" version="2" lat="45" lon="5.5"/>
      <node id="2" version="3" lat="45" lon="6"/><node id="2" version="2" lat="45" lon="7"/>
      <node id="3" version="1" lat="45" lon="8"/><node id="3" version="2" visible="false"/>
      <way id="7" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="path"/></way>
      <way id="7" version="2"><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="highway" v="steps"/></way>
      <way id="8" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="path"/></way>
      <way id="8" version="2" visible="false"/>
      <way id="9" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="path"/></way>
      <way id="9" version="2"><nd ref="1"/><nd ref="2"/><tag k="building" v="yes"/></way>
      <way id="10" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="track"/></way>
      """)
    #expect(found.wayIDs == [7, 10])
    #expect(found.refs.count == 5 && found.refOffsets == [0, 3, 5])
    var values = [Int32](repeating: -1, count: OSMExtract.wayKeys.count)
    found.wayTags.read(0, into: &values)
    #expect(found.wayTags.values[0][Int(values[0])] == "steps")
    #expect(found.longitude(0) == 5.5 && found.longitude(1) == 6)
    #expect(!found.hasPlace(2))
    #expect(found.taggedNodes.isEmpty && found.nodeTags.count == 0)
  }

  // MARK: No maps

  @Test(arguments: ["osmChange", "osm"])
  func changesAreRefusedWithTheCommandThatAppliesThem(_ root: String) throws {
    let inner = root == "osm" ? "<action type=\"modify\"><old/></action>" : "<modify/>"
    let error = try failure { try extract(inner, root: root) }
    #expect(error.kind == .badData)
    #expect(error.remedy?.text.contains("osmium apply-changes") == true)
  }

  @Test(arguments: ["a.osc", "a.osc.gz", "a.OSC", "a.osh", "a.osh.pbf", "a.osh.bz2"])
  func namesOfChangesAndHistoriesAreRefused(_ name: String) throws {
    let error = try failure { try extract(nodes, name: name) }
    let command = name.lowercased().contains("osc") ? "apply-changes" : "time-filter"
    #expect(error.remedy?.text.contains("osmium \(command)") == true)
  }

  @Test func packingsThatAreNotReadAreNamed() throws {
    let error = try failure {
      try OSMExtract(path: folder.write("a.osm.xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0, 0]))
    }
    #expect(error.reason.contains("xz") && error.remedy?.text.contains("xz -dk") == true)
  }

  @Test func pipesAreNotCalledDamaged() throws {
    let path = folder.file("pipe.osm")
    #expect(mkfifo(path, 0o600) == 0)
    let error = try failure { try OSMExtract(path: path) }
    #expect(error.reason.contains("pipe") && error.remedy?.text.contains("file first") == true)
  }

  // MARK: Packed

  /// As parallel packers and joined files are: read whole, and an error when one stream is cut.
  @Test(arguments: ["gzip", "bzip2"])
  func manyStreamsAreReadWhole(_ program: String) throws {
    var text = OSMText.grid(rows: 30)
    for way in 0..<200 {
      text.way(Int64(way + 1), [1, 2, 3], ["highway": "path", "name": "Sentier \(way)"])
    }
    let bytes = Array(text.xml.utf8)
    var packed: [UInt8] = []
    for (i, start) in stride(from: 0, to: bytes.count, by: 9000).enumerated() {
      let part = try folder.write("part\(i)", Array(bytes[start..<min(bytes.count, start + 9000)]))
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [program, part]
      try process.run()
      process.waitUntilExit()
      // Machines without the program have nothing to test here.
      guard process.terminationStatus == 0 else { return }
      packed += try InputFile.bytes(of: part + (program == "gzip" ? ".gz" : ".bz2"))
    }
    #expect(try OSMExtract(path: folder.write("all", packed)).wayCount == 200)
    let error = try failure { try OSMExtract(path: folder.write("cut", Array(packed.dropLast(9)))) }
    #expect(error.reason.contains("end too soon"))
  }

  // MARK: Made to do harm

  @Test func aWayOfTooManyNodesIsNamed() throws {
    let refs = String(repeating: "<nd ref=\"1\"/><nd ref=\"2\"/>", count: 50_001)
    let error = try failure {
      try extract(nodes + "<way id=\"77\">\(refs)<tag k=\"highway\" v=\"path\"/></way>")
    }
    #expect(error.kind == .badData && error.reason.contains("way 77"))
    let tags = String(repeating: "<tag k=\"highway\" v=\"path\"/>", count: 10_001)
    #expect(
      try failure { try extract(nodes + "<way id=\"78\">\(tags)</way>") }.reason.contains("78"))
    let long = String(repeating: "a", count: 9 << 20)
    let value = try failure {
      try extract(nodes + "<way id=\"79\"><tag k=\"highway\" v=\"\(long)\"/></way>")
    }
    #expect(value.reason.contains("8 MB"))
  }

  @Test func entitiesAreRefused() throws {
    let text = "<!DOCTYPE osm [<!ENTITY a \"aaaa\">]><osm version=\"0.6\">&a;</osm>"
    let error = try failure { try OSMExtract(path: folder.write("a.osm", text)) }
    #expect(error.reason.contains("entities"))
  }
}
