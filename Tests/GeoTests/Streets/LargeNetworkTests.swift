import TestSupport
import Testing

@testable import GeoCore
@testable import GeoStreets

/// Networks of extracts that are built in several chunks: of 512 streets where they are cut.
@Suite struct LargeNetworkTests {
  private static let side = 30

  /// A street for each side of each square of a grid of 0.001 degrees: 1,740 between junctions.
  private static func extract() -> OSMText {
    var text = OSMText()
    for row in 0..<side {
      for column in 0..<side {
        text.nodes.append(
          (Int64(side * row + column + 1), 5 + Double(column) / 1000, 43 + Double(row) / 1000, [:]))
      }
    }
    for line in 0..<side {
      let row = (0..<side).map { Int64(side * line + $0 + 1) }
      let column = (0..<side).map { Int64(side * $0 + line + 1) }
      text.way(Int64(line + 1), row, ["highway": "residential"])
      text.way(Int64(side + line + 1), column, ["highway": "residential"])
    }
    return text
  }

  private func area(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) throws -> ClipArea {
    var shape = Geometries(crs: .wgs84)
    shape.appendPolygon([[(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]])
    return try ClipArea(Layer(name: "area", geometries: shape, path: "area.geojson"))
  }

  @Test func cutOnAnyNumberOfThreads() throws {
    let text = Self.extract()
    // Half a street beyond columns 0 … 24 and rows 0 … 24.
    let area = try area(4.9, 42.9, 5.0245, 43.0245)
    let one = try text.built(.walk, clip: area, threads: 1)
    #expect(one.report.cuts == 50)
    // At the corner of the grid a street merely goes on.
    #expect(one.network.edgeCount == 2 * 25 * 24 + 50 - 1)
    #expect(one.network.nodeCount == 25 * 25 + 50 - 1)
    for threads in [2, 5] {
      let other = try text.built(.walk, clip: area, threads: threads)
      #expect(other.network == one.network)
      #expect(other.report.cuts == one.report.cuts)
    }
  }

  @Test func wholeOnAnyNumberOfThreads() throws {
    let text = Self.extract()
    let one = try text.built(.walk, threads: 1).network
    #expect(one.edgeCount == 2 * 30 * 29 - 4 && one.nodeCount == 900 - 4)
    for threads in [2, 5] { #expect(try text.built(.walk, threads: threads).network == one) }
  }
}
