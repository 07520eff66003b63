import GeoCore
import GeoFormats
import TestSupport
import Testing

@Suite struct WKBWriterTests {
  @Test func writesAPointLittleEndian() throws {
    var geometries = Geometries(crs: .wgs84)
    geometries.appendPoint(x: 1, y: 2)
    #expect(
      WKBWriter.bytes(ofFeature: 0, of: geometries)
        == [1, 1, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0xF0, 0x3F] + [0, 0, 0, 0, 0, 0, 0, 0x40])
  }

  @Test func writesZAsISO() throws {
    var geometries = Geometries(crs: .wgs84)
    geometries.beginFeature(.point)
    geometries.beginPart()
    geometries.beginRing()
    geometries.appendVertex(x: 1, y: 2, z: 3)
    let bytes = WKBBytes.make {
      $0.head(1001)
      $0.doubles(1, 2, 3)
    }
    #expect(WKBWriter.bytes(ofFeature: 0, of: geometries) == bytes)
  }

  @Test func promotesToTheMultiType() throws {
    var geometries = Geometries(crs: .wgs84)
    geometries.appendPolygon([[(0, 0), (1, 0), (0, 1)]])
    var bytes: [UInt8] = []
    WKBWriter.append(feature: 0, of: geometries, as: .multiPolygon, to: &bytes)
    var reader = WKBReader(crs: .wgs84)
    try reader.append(bytes)
    var expected = Geometries(crs: .wgs84)
    expected.appendMultiPolygon([[[(0, 0), (1, 0), (0, 1)]]])
    #expect(reader.finish().geometries == expected)
  }

  @Test func nullHasNoBytes() {
    var geometries = Geometries(crs: .wgs84)
    geometries.beginFeature(.null)
    #expect(WKBWriter.bytes(ofFeature: 0, of: geometries) == nil)
  }

  /// What is written reads back the same: all kinds, empty ones, with and without Z.
  @Test(arguments: [false, true]) func roundTrips(withZ: Bool) throws {
    var generator = SeededGenerator(seed: 7)
    var source = Geometries(crs: .lambert93)
    func run(_ count: Int, closed: Bool) {
      source.beginRing()
      var first: (Double, Double, Double)?
      for i in 0..<count {
        var vertex = (
          Double.random(in: -1e6...1e6, using: &generator),
          Double.random(in: -1e6...1e6, using: &generator), Double(i)
        )
        if closed, i == count - 1, let first { vertex = first }
        first = first ?? vertex
        source.appendVertex(x: vertex.0, y: vertex.1, z: withZ ? vertex.2 : nil)
      }
    }
    func part(_ kind: GeometryKind) {
      source.beginPart()
      switch kind {
      case .point: run(1, closed: false)
      case .lineString: run(Int.random(in: 2...9, using: &generator), closed: false)
      default:
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          run(Int.random(in: 4...9, using: &generator), closed: true)
        }
      }
    }
    for _ in 0..<200 {
      for kind in GeometryKind.allCases where kind != .null && kind != .geometryCollection {
        source.beginFeature(kind)
        let most = kind == kind.partKind ? 1 : 4
        for _ in 0..<Int.random(in: 0...most, using: &generator) { part(kind.partKind) }
      }
      source.beginFeature(.geometryCollection)
      part(.point)
      part(.polygon)
      part(.polygon)
      source.setMembers([
        .init(kind: .point, partCount: 1), .init(kind: .lineString, partCount: 0),
        .init(kind: .multiPolygon, partCount: 2),
      ])
    }
    var reader = WKBReader(crs: .lambert93)
    for i in 0..<source.count {
      try reader.append(try #require(WKBWriter.bytes(ofFeature: i, of: source)))
    }
    #expect(reader.finish().geometries == source)
  }
}
