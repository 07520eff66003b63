import TestSupport
import Testing

@testable import GeoCore
@testable import GeoStreets

/// Where streets leave an area: by hand, and by counting changes of side.
@Suite struct StreetExitsTests {
  /// Street 0 runs east from 0 to 0.01 degrees on the equator, street 1 north from its end.
  private static func corner(nodeIDs: [Int64] = [1, 2, 3]) throws -> StreetNetwork {
    try StreetNetwork(
      mode: .walk, nodeCoordinates: [0, 0, 0.01, 0, 0.01, 0.01], edgeFrom: [0, 1], edgeTo: [1, 2],
      lengthsMillimeters: [1_000_000, 1_000_000], forwardMilliseconds: [750_000, 750_000],
      backwardMilliseconds: [750_000, 750_000], nodeIDs: nodeIDs)
  }

  private func exits(
    _ network: StreetNetwork, _ boxes: [(Double, Double, Double, Double)]
  ) throws -> StreetExits {
    var area = Geometries(crs: .wgs84)
    for (west, south, east, north) in boxes {
      area.appendPolygon([
        [(west, south), (east, south), (east, north), (west, north), (west, south)]
      ])
    }
    let layer = Layer(
      name: "area", geometries: area, attributes: Attributes(rowCount: boxes.count))
    return try EdgeSnapper(network, threads: 2).exits(from: ClipArea(layer), threads: 2)
  }

  private func doors(_ exits: StreetExits) -> [[Int]] {
    exits.places.doors(ofPlace: 0).map { [Int($0.edge), Int($0.alongMillimeters)] }
  }

  @Test func crossingsAreInTheMiddleOfEdges() throws {
    let found = try exits(try Self.corner(), [(0.0025, -1, 0.02, 0.005)])
    #expect(doors(found) == [[0, 250_000], [1, 500_000]])
    #expect(found.count == 2 && found.places.count == 1)
    #expect(found.points.count == 1 && found.points.vertexCount == 2)
    #expect(found.places.doors.allSatisfy { $0.connector == .zero })
  }

  @Test func sharedBordersAndTouchesAreNone() throws {
    // The second polygon begins where the first ends; together they end at 0.0075.
    #expect(
      doors(try exits(try Self.corner(), [(-1, -1, 0.0025, 1), (0.0025, -1, 0.0075, 1)]))
        == [[0, 750_000]])
    // The border runs along the street; the street ends on the border.
    #expect(doors(try exits(try Self.corner(), [(-1, 0, 1, 1)])) == [])
    #expect(doors(try exits(try Self.corner(), [(-1, -1, 1, 0.01)])) == [])
    // All inside, all outside.
    #expect(doors(try exits(try Self.corner(), [(-1, -1, 1, 1)])) == [])
    #expect(doors(try exits(try Self.corner(), [(2, 2, 3, 3)])) == [])
  }

  @Test func aNodeOnTheBorderIsAnExit() throws {
    #expect(doors(try exits(try Self.corner(), [(-1, -1, 0.01, 0)])) == [[0, 1_000_000]])
  }

  /// A node that OpenStreetMap does not know was made by cutting.
  @Test func cutNodesAreExits() throws {
    let cut = try Self.corner(nodeIDs: [0, 2, 0])
    #expect(doors(try exits(cut, [(-1, -1, 1, 1)])) == [[0, 0], [1, 1_000_000]])
    // On the border and 0.1 m outside it, but not 100 m.
    #expect(doors(try exits(cut, [(0, -1, 1, 0.009_999)])).last == [1, 1_000_000])
    #expect(doors(try exits(cut, [(0, -1, 1, 0.009)])) == [[0, 0], [1, 900_000]])
  }

  @Test func closedEdgesAreNoExits() throws {
    let closed = try StreetNetwork(
      mode: .walk, nodeCoordinates: [0, 0, 0.01, 0], edgeFrom: [0], edgeTo: [1],
      lengthsMillimeters: [1000], forwardMilliseconds: [StreetNetwork.impassable],
      backwardMilliseconds: [StreetNetwork.impassable])
    #expect(doors(try exits(closed, [(-1, -1, 0.005, 1)])) == [])
  }

  /// On a straight edge, the number of exits is odd where its ends lie on different sides.
  @Test func exitsAreWhereSidesChange() throws {
    let grid = try GridNetwork.make(columns: 12, rows: 12, seed: 3)
    let network = try StreetNetwork(
      mode: .walk, nodeCoordinates: grid.nodeCoordinates, edgeFrom: grid.edgeFrom,
      edgeTo: grid.edgeTo, lengthsMillimeters: grid.lengthsMillimeters,
      forwardMilliseconds: grid.forwardMilliseconds,
      backwardMilliseconds: grid.backwardMilliseconds,
      nodeIDs: (0..<grid.nodeCount).map { Int64($0 + 1) })
    var random = SeededGenerator(seed: 8)
    for _ in 0..<20 {
      let boxes = (0..<3).map { _ in
        let west = Double.random(in: 5...5.01, using: &random)
        let south = Double.random(in: 43...43.01, using: &random)
        return (west, south, west + 0.0035, south + 0.0035)
      }
      let found = doors(try exits(network, boxes))
      func isInside(_ node: Int32) -> Bool {
        let (x, y) = (
          network.longitude(ofNode: Int(node)), network.latitude(ofNode: Int(node))
        )
        return boxes.contains { ($0.0...$0.2).contains(x) && ($0.1...$0.3).contains(y) }
      }
      for e in 0..<network.edgeCount {
        let changes = isInside(network.edgeFrom[e]) != isInside(network.edgeTo[e])
        #expect((found.count { $0[0] == e } % 2 == 1) == changes)
      }
      #expect(!found.isEmpty)
    }
  }
}
