import Foundation
import GeoCore
import GeoFormats
import GeoProjection
import TestSupport
import Testing

@testable import GeoAlgorithms

@Suite struct ShapefileFormatTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func read(_ bytes: ShapefileBytes, _ options: ReadOptions = ReadOptions()) throws
    -> Layer
  {
    try ShapefileFormat().read(
      LayerSource(path: bytes.write(to: scratch)), options: options)
  }

  private func failure(_ bytes: ShapefileBytes) throws -> FormatError? {
    #expect(throws: FormatError.self) { try read(bytes) }
  }

  /// A closed ring around a rectangle, clockwise as shells run here.
  private static func clockwise(_ west: Double, _ south: Double, _ east: Double, _ north: Double)
    -> [(Double, Double)]
  {
    [(west, south), (west, north), (east, north), (east, south), (west, south)]
  }

  private static func counter(_ west: Double, _ south: Double, _ east: Double, _ north: Double)
    -> [(Double, Double)]
  {
    clockwise(west, south, east, north).reversed()
  }

  private func polygon(_ rings: [[(Double, Double)]]) throws -> Layer {
    try read(ShapefileBytes(type: 5, shapes: [ShapefileBytes.shape(5, rings)]))
  }

  // MARK: Shapes

  @Test func pointsAndNullShapes() throws {
    let layer = try read(
      ShapefileBytes(type: 1, shapes: [ShapefileBytes.point(1, 2), ShapefileBytes.null]))
    #expect(layer.geometries.kinds == [.point, .null])
    #expect(layer.geometries.coordinates == [1, 2])
    #expect(layer.crs == .lambert93)
    #expect(layer.name == "t" && layer.ids == [nil, nil])
    #expect(layer.attributes["n"]?.integer(1) == 2)
  }

  @Test func multiPointsAndLines() throws {
    let points = try read(
      ShapefileBytes(
        type: 8,
        shapes: [ShapefileBytes.shape(8, [[(1, 2), (3, 4)]]), ShapefileBytes.shape(8, [[]])]))
    #expect(points.geometries.kinds == [.multiPoint, .multiPoint])
    #expect(points.geometries.parts(ofFeature: 0) == 0..<2)
    #expect(points.geometries.isEmpty(feature: 1))
    let lines = try read(
      ShapefileBytes(
        type: 3,
        shapes: [
          ShapefileBytes.shape(3, [[(0, 0), (1, 1)]]),
          ShapefileBytes.shape(3, [[(0, 0), (1, 1)], [(2, 2), (3, 3), (4, 4)]]),
        ]))
    #expect(lines.geometries.kinds == [.lineString, .multiLineString])
    #expect(lines.geometries.parts(ofFeature: 1).count == 2)
    #expect(lines.geometries.vertexCount == 7)
  }

  @Test func elevationsAreKeptAndMeasuresDropped() throws {
    let ring = Self.clockwise(0, 0, 4, 4)
    let layer = try read(
      ShapefileBytes(
        type: 15,
        shapes: [
          ShapefileBytes.shape(15, [ring], z: [1, 2, 3, 4, 1], m: [9, 9, 9, 9, 9]),
          ShapefileBytes.null,
        ]))
    #expect(layer.geometries.elevations == [1, 2, 3, 4, 1])
    #expect(layer.notices.first == "measures (M) are dropped from 1 features")
    let measured = try read(
      ShapefileBytes(type: 25, shapes: [ShapefileBytes.shape(25, [ring], m: [9, 9, 9, 9, 9])]))
    #expect(measured.geometries.elevations == nil)
    #expect(measured.notices == ["measures (M) are dropped from 1 features"])
  }

  // MARK: Rings

  @Test func aHoleBelongsToTheShellAroundIt() throws {
    let geometries = try polygon([
      Self.counter(12, 2, 14, 4), Self.clockwise(0, 0, 9, 9), Self.clockwise(10, 0, 19, 9),
      Self.counter(2, 2, 4, 4), Self.counter(5, 5, 6, 6),
    ]).geometries
    #expect(geometries.kinds == [.multiPolygon])
    #expect(geometries.partCount == 2)
    #expect(geometries.rings(ofPart: 0).count == 3)
    #expect(geometries.rings(ofPart: 1).count == 2)
    // 81 - 4 - 1 and 81 - 4.
    #expect(geometries.area(ofFeature: 0) == 153)
  }

  /// An island in a lake, and a pond on the island: the pond is the island's, not the shore's.
  @Test func aHoleBelongsToTheSmallestShell() throws {
    let geometries = try polygon([
      Self.clockwise(0, 0, 20, 20), Self.counter(2, 2, 18, 18), Self.clockwise(4, 4, 16, 16),
      Self.counter(6, 6, 14, 14),
    ]).geometries
    #expect(geometries.partCount == 2)
    #expect(geometries.rings(ofPart: 0).count == 2 && geometries.rings(ofPart: 1).count == 2)
    #expect(geometries.box(ofFeature: 0) == Box(minX: 0, minY: 0, maxX: 20, maxY: 20))
    #expect(geometries.area(ofFeature: 0) == 400 - 256 + 144 - 64)
  }

  /// Two shells whose boxes are both around the hole: an L, and a square in its corner.
  @Test func theBoxAloneDoesNotTell() throws {
    let l: [(Double, Double)] = [(0, 0), (0, 20), (2, 20), (2, 2), (20, 2), (20, 0), (0, 0)]
    for shells in [[l, Self.clockwise(4, 4, 19, 19)], [Self.clockwise(4, 4, 19, 19), l]] {
      let geometries = try polygon(shells + [Self.counter(6, 6, 8, 8)]).geometries
      #expect(geometries.partCount == 2)
      #expect(geometries.area(ofFeature: 0) == 76 + 225 - 4)
    }
  }

  /// A hole whose vertices all lie on both shells' boundaries goes by the middle of its edges.
  @Test func aHoleThatTouchesItsShell() throws {
    let diamond: [(Double, Double)] = [(5, 0), (10, 5), (5, 10), (0, 5), (5, 0)]
    let geometries = try polygon([
      Self.clockwise(-90, -90, 90, 90), Self.counter(-80, -80, 80, 80),
      Self.clockwise(0, 0, 10, 10),
      diamond,
    ]).geometries
    #expect(geometries.partCount == 2)
    #expect(geometries.rings(ofPart: 1).count == 2)
  }

  @Test func ringsTurnedTheOtherWay() throws {
    let layer = try polygon([
      Self.counter(0, 0, 20, 20), Self.counter(2, 2, 18, 18), Self.counter(4, 4, 16, 16),
      Self.counter(30, 0, 40, 10),
    ])
    #expect(layer.geometries.partCount == 3)
    #expect(layer.geometries.area(ofFeature: 0) == 400 - 256 + 144 + 100)
    #expect(layer.notices.contains { $0.contains("run counterclockwise") })
    let single = try polygon([Self.counter(0, 0, 1, 1)])
    #expect(single.geometries.kinds == [.polygon])
    #expect(single.notices.count == 1)
  }

  /// Thousands of islands with a pond each: found through the index, in the order of the file.
  @Test func manyShells() throws {
    var rings: [[(Double, Double)]] = []
    for i in 0..<4000 {
      let x = Double(i % 64) * 10
      let y = Double(i / 64) * 10
      rings.append(Self.clockwise(x, y, x + 9, y + 9))
    }
    let ponds = rings.map { ring in
      Self.counter(ring[0].0 + 1, ring[0].1 + 1, ring[0].0 + 2, ring[0].1 + 2)
    }
    let geometries = try polygon(rings + ponds.reversed()).geometries
    #expect(geometries.partCount == 4000)
    for part in 0..<4000 {
      let own = geometries.rings(ofPart: part)
      #expect(own.count == 2)
      #expect(
        geometries.x(geometries.vertices(ofRing: own.lowerBound).lowerBound) == rings[part][0].0)
    }
    #expect(geometries.area(ofFeature: 0) == 4000 * 80)
  }

  // MARK: The set of files

  @Test func deletedRecordsAreLeftOut() throws {
    let layer = try read(
      ShapefileBytes(
        type: 1, shapes: (0..<4).map { ShapefileBytes.point(Double($0), 0) }, deleted: [0, 2]))
    #expect(layer.geometries.coordinates == [1, 0, 3, 0])
    #expect(layer.attributes["n"]?.integer(0) == 2 && layer.count == 2)
    #expect(layer.notices == ["2 deleted records are left out"])
  }

  @Test(arguments: ["shx", "dbf"])
  func aMissingFile(_ ending: String) throws {
    let path = try ShapefileBytes(type: 1, shapes: [ShapefileBytes.point(1, 2)]).write(to: scratch)
    try FileManager.default.removeItem(atPath: scratch.file("t.\(ending)"))
    let error = #expect(throws: FormatError.self) {
      try ShapefileFormat().read(LayerSource(path: path), options: ReadOptions())
    }
    #expect(error?.kind == .missingInput)
    #expect(error?.path == path && error?.reason.contains(".\(ending)") == true)
    #expect(error?.remedy != nil)
  }

  @Test func upperCaseEndings() throws {
    let bytes = ShapefileBytes(type: 1, shapes: [ShapefileBytes.point(1, 2)])
    try scratch.write("U.SHX", bytes.shx)
    try scratch.write("U.DBF", bytes.dbf)
    try scratch.write("U.PRJ", bytes.prj ?? [])
    let layer = try LayerFormats.read(LayerSource(path: scratch.write("U.SHP", bytes.shp)))
    #expect(layer.count == 1 && layer.crs == .lambert93 && layer.name == "U")
  }

  @Test func systemsByProjectionFile() throws {
    var bytes = ShapefileBytes(type: 1, shapes: [ShapefileBytes.point(1, 2)])
    bytes.prj = Array(
      """
      GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],\
      PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]
      """.utf8)
    #expect(try read(bytes).crs == .wgs84)
    // Parameters of nobody's: the definition itself.
    let own = ShapefileBytes.lambert93.replacing("700000", with: "123456")
    bytes.prj = Array(own.utf8)
    let crs = try read(bytes).crs
    #expect(crs.definition == own)
    #expect(try CRSDescription(of: crs).metersPerUnit == 1)
    bytes.prj = Array("PROJCS[".utf8)
    let error = try failure(bytes)
    #expect(error?.path == scratch.file("t.prj"))
    #expect(error?.remedy?.text.contains("crs") == true)
  }

  @Test func withoutProjectionFile() throws {
    var bytes = ShapefileBytes(type: 1, shapes: [ShapefileBytes.point(1, 2)])
    bytes.prj = nil
    let error = try failure(bytes)
    #expect(
      error?.reason.contains(".prj") == true && error?.remedy == "say it with \(FileSetting.crs)")
    #expect(try read(bytes, ReadOptions(crs: CRS("EPSG:3857"))).crs == CRS("EPSG:3857"))
  }

  @Test func aBox() throws {
    let bytes = ShapefileBytes(type: 1, shapes: (0..<5).map { ShapefileBytes.point(Double($0), 0) })
    let box = Box(minX: 1, minY: -1, maxX: 2, maxY: 1)
    let layer = try read(bytes, ReadOptions(box: box))
    #expect(layer.geometries.coordinates == [1, 0, 2, 0])
    #expect(layer.attributes["n"]?.integer(0) == 2)
  }

  @Test func aTableAlone() throws {
    try ShapefileBytes(type: 1, shapes: [ShapefileBytes.point(1, 2)]).write(to: scratch)
    let layer = try LayerFormats.read(LayerSource(path: scratch.file("t.dbf")))
    #expect(layer.geometries.kinds == [.null])
    #expect(layer.attributes["n"]?.integer(0) == 1)
  }

  @Test func writingIsRefused() throws {
    let layer = try read(ShapefileBytes(type: 1, shapes: [ShapefileBytes.point(1, 2)]))
    let output = try OutputFile(scratch.file("out.shp"))
    let error = #expect(throws: FormatError.self) {
      try ShapefileFormat().write([layer], to: output, options: WriteOptions())
    }
    #expect(error?.kind == .usage)
    #expect(error?.remedy == "write a GeoPackage, or another of the formats that can be written")
  }
}
