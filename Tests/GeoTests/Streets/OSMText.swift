import TestSupport

@testable import GeoCore
@testable import GeoStreets

/// A small OpenStreetMap extract, written by hand.
struct OSMText {
  var nodes: [(id: Int64, lon: Double, lat: Double, tags: [String: String])] = []
  /// What stands before the nodes, such as `<bounds …/>`.
  var head = ""
  var ways: [(id: Int64, refs: [Int64], tags: [String: String])] = []
  var relations: [(id: Int64, members: [(way: Int64, role: String)], tags: [String: String])] = []

  /// Nodes 1, 2, 3 … on a grid of 0.001 degrees: node 10 r + c + 1 stands in row r, column c.
  static func grid(rows: Int = 4, columns: Int = 10) -> OSMText {
    var text = OSMText()
    for row in 0..<rows {
      for column in 0..<columns {
        let id = Int64(10 * row + column + 1)
        text.nodes.append((id, 5 + Double(column) / 1000, 43 + Double(row) / 1000, [:]))
      }
    }
    return text
  }

  mutating func way(_ id: Int64, _ refs: [Int64], _ tags: [String: String]) {
    ways.append((id, refs, tags))
  }

  mutating func multipolygon(
    _ id: Int64, outer: [Int64], inner: [Int64] = [], _ tags: [String: String]
  ) {
    var tags = tags
    tags["type"] = "multipolygon"
    relations.append((id, outer.map { ($0, "outer") } + inner.map { ($0, "inner") }, tags))
  }

  mutating func tag(node id: Int64, _ tags: [String: String]) {
    for i in nodes.indices where nodes[i].id == id { nodes[i].tags = tags }
  }

  var xml: String {
    func written(_ tags: [String: String]) -> String {
      tags.sorted { $0.key < $1.key }
        .map { "<tag k=\"\($0.key)\" v=\"\($0.value)\"/>" }.joined()
    }
    var text = "<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\">\n\(head)"
    for node in nodes {
      text += "<node id=\"\(node.id)\" version=\"1\" lat=\"\(node.lat)\" lon=\"\(node.lon)\">"
      text += written(node.tags) + "</node>\n"
    }
    for way in ways {
      text += "<way id=\"\(way.id)\" version=\"1\">"
      text += way.refs.map { "<nd ref=\"\($0)\"/>" }.joined() + written(way.tags) + "</way>\n"
    }
    for relation in relations {
      text += "<relation id=\"\(relation.id)\" version=\"1\">"
      for member in relation.members {
        text += "<member type=\"way\" ref=\"\(member.way)\" role=\"\(member.role)\"/>"
      }
      text += written(relation.tags) + "</relation>\n"
    }
    return text + "</osm>\n"
  }

  func extract() throws -> OSMExtract {
    try OSMExtract(
      path: try Scratch.kept.write("extract-\(UInt64.random(in: 0 ... .max)).osm", xml))
  }

  /// The network of a mode, islands kept.
  func network(
    _ mode: StreetMode, clip: ClipArea? = nil, minimumComponent: Int = 0,
    isStronglyConnected: Bool = false
  ) throws -> StreetNetwork {
    try built(
      mode, clip: clip, minimumComponent: minimumComponent,
      isStronglyConnected: isStronglyConnected
    ).network
  }

  func built(
    _ mode: StreetMode, clip: ClipArea? = nil, minimumComponent: Int = 0,
    isStronglyConnected: Bool = false, areas: AreaWalking = .outline, threads: Int = 1
  ) throws -> (network: StreetNetwork, report: NetworkReport) {
    let builder = StreetNetworkBuilder(
      profile: .of(mode), clip: clip, minimumComponent: minimumComponent,
      isStronglyConnected: isStronglyConnected, areas: areas, threads: threads)
    return try builder.build(from: try extract())
  }
}

extension Scratch {
  /// One folder for all small extracts, removed at the end.
  fileprivate static let kept: Scratch = {
    do { return try Scratch() } catch { preconditionFailure("no scratch folder: \(error)") }
  }()
}

/// What a mode may do on a single way of three nodes.
struct Passage: Equatable, CustomStringConvertible {
  var forward: Double?
  var backward: Double?

  static let closed = Passage(forward: nil, backward: nil)
  static func both(_ speed: Double) -> Passage { Passage(forward: speed, backward: speed) }
  static func forward(_ speed: Double) -> Passage { Passage(forward: speed, backward: nil) }
  static func backward(_ speed: Double) -> Passage { Passage(forward: nil, backward: speed) }

  var description: String { "\(forward ?? 0)/\(backward ?? 0) km/h" }

  /// Builds a network of one way with these tags and reads the speeds back from its times.
  static func on(_ tags: [String: String], _ mode: StreetMode) throws -> Passage {
    var text = OSMText.grid()
    text.way(1, [1, 2, 3], tags)
    do {
      let network = try text.network(mode)
      func speed(_ time: Int32) -> Double? {
        guard time != StreetNetwork.impassable else { return nil }
        let exact = Double(network.lengthsMillimeters[0]) * 3.6 / Double(time)
        return (exact * 100).rounded() / 100
      }
      return Passage(
        forward: speed(network.forwardMilliseconds[0]),
        backward: speed(network.backwardMilliseconds[0]))
    } catch let error as NetworkError where error.kind == .badData {
      return .closed
    }
  }
}
