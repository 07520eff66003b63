import Foundation
import GRDB
import TestSupport
import Testing

@testable import GeoCore
@testable import GeoFormats
@testable import GeoStreets

@Suite struct SavedStreetNetworkTests {
  private let folder: Scratch

  init() throws { folder = try Scratch() }

  private func sample() throws -> SavedStreetNetwork {
    var generator = SeededGeneratorOfNetworks(seed: 3)
    var text = generator.make()
    text.ways[0].tags["name"] = "Rue de l'Évêché"
    text.way(99, [1, 12, 23], ["highway": "steps", "oneway:foot": "yes"])
    return SavedStreetNetwork(
      try text.network(.walk),
      facts: [.init("format_version", "1"), .init("profile", "walk"), .init("note", "é\n\"")])
  }

  @discardableResult
  private func write(_ saved: SavedStreetNetwork, _ name: String = "streets.gpkg") throws -> String
  {
    let output = try OutputFile(folder.file(name))
    try saved.write(to: output, provenance: "{}")
    try output.commit()
    return folder.file(name)
  }

  private func change(_ path: String, _ sql: String) throws {
    try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
  }

  @Test func readingGivesBackWhatWasWritten() throws {
    let saved = try sample()
    let found = try SavedStreetNetwork(path: try write(saved))
    #expect(found.network == saved.network)
    #expect(found.graph == saved.graph)
    #expect(found.facts == saved.facts)
    #expect(found.fact("note") == "é\n\"")
    #expect(found.fact("nothing") == nil)
  }

  @Test func sameNetworkSameBytes() throws {
    let saved = try sample()
    let one = try InputFile.bytes(of: try write(saved, "one.gpkg"))
    #expect(try InputFile.bytes(of: try write(saved, "two.gpkg")) == one)
  }

  @Test func layersSayWhatTheArraysSay() throws {
    let saved = try sample()
    let path = try write(saved)
    #expect(try GeoPackageFormat.layerNames(path: path) == ["edges", "nodes", "network"])
    let edges = try LayerFormats.read(LayerSource(path: path, layerName: "edges"))
    let network = saved.network
    #expect(edges.count == network.edgeCount)
    #expect(edges.geometries.coordinates == network.coordinates)
    for e in 0..<network.edgeCount {
      let columns = edges.attributes
      #expect(columns["length_m"]?.double(e) == network.lengthMeters(ofEdge: e))
      #expect(columns["from_node"]?.integer(e) == Int(network.edgeFrom[e]) + 1)
      #expect(columns["highway"]?.string(e) == network.className(ofEdge: e))
      #expect(columns["name"]?.string(e) == network.name(ofEdge: e))
      let back = columns["backward_s"]?.double(e)
      let time = network.backwardMilliseconds[e]
      #expect(back == (time == StreetNetwork.impassable ? nil : Double(time) / 1000))
    }
    let nodes = try LayerFormats.read(LayerSource(path: path, layerName: "nodes"))
    #expect(nodes.geometries.coordinates == network.nodeCoordinates)
  }

  @Test func otherFilesAreNoNetworks() throws {
    var points = Geometries(crs: .wgs84)
    points.appendPoint(x: 5, y: 43)
    let output = try OutputFile(folder.file("points.gpkg"))
    try GeoPackageFormat().write(
      [Layer(name: "points", geometries: points)], to: output, options: WriteOptions())
    try output.commit()
    let error = #expect(throws: NetworkError.self) {
      try SavedStreetNetwork(path: folder.file("points.gpkg"))
    }
    #expect(error?.path == folder.file("points.gpkg"))
    #expect(error?.remedy?.text.contains("network build") == true)

    let text = try folder.write("text.gpkg", "no database at all, but long enough to be one")
    #expect(throws: FormatError.self) { try SavedStreetNetwork(path: text) }
    let missing = #expect(throws: FormatError.self) {
      try SavedStreetNetwork(path: folder.file("missing.gpkg"))
    }
    #expect(missing?.kind == .missingInput)
  }

  @Test func truncatedFileIsAnError() throws {
    let path = try write(try sample())
    let bytes = try InputFile.bytes(of: path)
    for length in [0, 50, 100, 4096, bytes.count / 2, bytes.count - 4096] {
      let cut = try folder.write("cut.gpkg", Array(bytes[..<length]))
      #expect(throws: (any Error).self, "\(length)") { try SavedStreetNetwork(path: cut) }
    }
  }

  @Test(arguments: [
    "UPDATE network SET value = '2' WHERE name = 'format_version'",
    "UPDATE network SET value = 'boat' WHERE name = 'profile'",
    "DELETE FROM network",
    "DROP TABLE ampgeo_graph",
    "DELETE FROM ampgeo_graph WHERE name = 'arc_targets'",
    "UPDATE ampgeo_graph SET count = count + 1 WHERE name = 'edge_from'",
    "UPDATE ampgeo_graph SET count = -1 WHERE name = 'edge_from'",
    "UPDATE ampgeo_graph SET count = 4611686018427387904 WHERE name = 'edge_from'",
    "UPDATE ampgeo_graph SET data = x'' WHERE name = 'node_ids'",
    "UPDATE ampgeo_graph SET data = substr(data, 1, 3) WHERE name = 'edge_to'",
    "UPDATE ampgeo_graph SET kind = 'int64' WHERE name = 'edge_from'",
    "UPDATE ampgeo_graph SET kind = 'float32' WHERE name = 'edge_from'",
    "UPDATE ampgeo_graph SET data = 'text' WHERE name = 'class_names'",
    "UPDATE ampgeo_graph SET data = zeroblob(length(data)) WHERE name = 'edge_vertex_offsets'",
    "UPDATE ampgeo_graph SET data = zeroblob(length(data)) WHERE name = 'edge_forward_milliseconds'",
    "UPDATE ampgeo_graph SET data = zeroblob(length(data)) WHERE name = 'arc_edge_uses'",
    "UPDATE ampgeo_graph SET data = zeroblob(length(data)) WHERE name = 'arc_millimeters'",
    """
    UPDATE ampgeo_graph SET data = (SELECT data FROM ampgeo_graph WHERE name = 'edge_coordinates')
    WHERE name = 'node_coordinates'
    """,
  ])
  func lyingFilesAreErrors(_ sql: String) throws {
    let path = try write(try sample())
    try change(path, sql)
    let error = #expect(throws: NetworkError.self) { try SavedStreetNetwork(path: path) }
    #expect(error?.path == path)
    #expect(error?.kind == .badData)
  }

  /// Any byte of any array may be wrong: an error or another network, never a crash.
  @Test(arguments: 0..<200)
  func changedBytesDoNoHarm(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let saved = try sample()
    var arrays = StreetArrays()
    let entries = StreetArrays(saved.network, saved.graph).entries
    let victim = Int.random(in: 0..<entries.count, using: &generator)
    for (i, entry) in entries.enumerated() {
      var bytes = entry.bytes
      if i == victim, !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[place] ^= UInt8.random(in: 1...255, using: &generator)
      }
      do {
        try bytes.withUnsafeBytes { raw in
          try arrays.add(
            name: entry.name, kind: entry.kind.rawValue, count: entry.count, raw)
        }
      } catch {
        #expect(error is NetworkError)
        return
      }
    }
    if let network = try? arrays.network(.walk), let graph = try? arrays.graph(of: network) {
      #expect(graph == StreetGraph(network))
    }
  }

  @Test func emptyTextsAreKept() throws {
    let network = try StreetNetwork(
      mode: .bike, nodeCoordinates: [0, 0, 1, 1], edgeFrom: [0], edgeTo: [1],
      lengthsMillimeters: [5], forwardMilliseconds: [1], backwardMilliseconds: [-1],
      nameIndices: [1], names: ["", "é"])
    let saved = SavedStreetNetwork(
      network, facts: [.init("format_version", "1"), .init("profile", "bike")])
    #expect(try SavedStreetNetwork(path: try write(saved)).network == network)
  }

  @Test func streamsAreRefused() throws {
    let error = #expect(throws: NetworkError.self) {
      try sample().write(to: try OutputFile("-"))
    }
    #expect(error?.kind == .usage)
  }
}
