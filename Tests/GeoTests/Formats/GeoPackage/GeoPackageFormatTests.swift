import Foundation
import GeoCore
import GeoFormats
import TestSupport
import Testing

/// Writes and reads GeoPackages in a folder of its own.
struct GeoPackageBench {
  let scratch: Scratch
  let format = GeoPackageFormat()

  init() throws { scratch = try Scratch() }

  @discardableResult
  func write(
    _ layers: [Layer], _ name: String = "t.gpkg", _ options: WriteOptions = WriteOptions()
  ) throws -> String {
    let output = try OutputFile(scratch.file(name))
    try format.write(layers, to: output, options: options)
    try output.commit()
    return scratch.file(name)
  }

  func read(_ path: String, _ layer: String? = nil, _ options: ReadOptions = ReadOptions()) throws
    -> Layer
  {
    try format.read(LayerSource(path: path, layerName: layer), options: options)
  }

  func roundTrip(_ layer: Layer) throws -> Layer { try read(write([layer])) }

  /// Stars on a grid of so many columns, 1000 m apart, with ids and attributes.
  static func stars(_ count: Int, columns: Int = 10, name: String = "stars") -> Layer {
    var generator = SeededGenerator(seed: 11)
    var geometries = Geometries(crs: .lambert93)
    for i in 0..<count {
      geometries.appendPolygon([
        RandomPolygons.star(
          centerX: 800_000 + 1000 * Double(i % columns),
          centerY: 6_200_000 + 1000 * Double(i / columns), radius: 400, vertices: 12,
          using: &generator)
      ])
    }
    return Layer(
      name: name, geometries: geometries,
      attributes: Attributes(columns: [Column("rank", (0..<count).map { $0 })]),
      ids: FeatureIDs((0..<count).map { FeatureID("s\($0)") }))
  }
}

@Suite struct GeoPackageFormatTests {
  private let bench: GeoPackageBench

  init() throws { bench = try GeoPackageBench() }

  @Test func roundTripsGeometriesAndIDs() throws {
    let layer = GeoPackageBench.stars(40)
    let back = try bench.roundTrip(layer)
    #expect(back.geometries == layer.geometries)
    #expect(back.ids == layer.ids)
    #expect(back.name == "stars")
    #expect(back.attributes.names == ["id", "rank"])
    #expect(back.attributes["rank"] == layer.attributes["rank"])
    #expect(back.notices.isEmpty)
  }

  @Test func roundTripsEveryKindOfGeometry() throws {
    var geometries = Geometries(crs: .wgs84)
    geometries.appendPoint(x: 5.4, y: 43.5)
    geometries.beginFeature(.null)
    geometries.appendMultiPolygon([[[(0, 0), (1, 0), (0, 1)]], [[(5, 5), (6, 5), (5, 6)]]])
    geometries.beginFeature(.polygon)
    geometries.beginFeature(.point)
    geometries.beginFeature(.lineString)
    geometries.beginPart()
    geometries.appendRing([0, 0, 1, 1])
    geometries.beginFeature(.geometryCollection)
    geometries.beginPart()
    geometries.appendRing([7, 8])
    geometries.setMembers([.init(kind: .point, partCount: 1)])
    let back = try bench.roundTrip(Layer(name: "mixed", geometries: geometries))
    #expect(back.geometries == geometries)
    #expect(back.ids == FeatureIDs((1...7).map { FeatureID(number: $0) }))
  }

  @Test func roundTripsElevations() throws {
    var geometries = Geometries(crs: .lambert93)
    for i in 0..<3 {
      geometries.beginFeature(.point)
      geometries.beginPart()
      geometries.beginRing()
      geometries.appendVertex(x: Double(i), y: 2, z: 3)
    }
    let back = try bench.roundTrip(Layer(name: "z", geometries: geometries))
    #expect(back.geometries == geometries)
  }

  @Test func promotesPolygonsAmongMultiPolygons() throws {
    var geometries = Geometries(crs: .wgs84)
    geometries.appendPolygon([[(0, 0), (1, 0), (0, 1)]])
    geometries.appendMultiPolygon([[[(0, 0), (1, 0), (0, 1)]]])
    let back = try bench.roundTrip(Layer(name: "p", geometries: geometries))
    #expect(back.geometries.kinds == [.multiPolygon, .multiPolygon])
    #expect(back.geometries.coordinates == geometries.coordinates)
  }

  @Test func roundTripsAttributes() throws {
    var flag = Column("flag")
    flag.append(true)
    flag.appendNull()
    var mixed = Column("mixed")
    mixed.append("a \"b\"\n")
    mixed.append(["x", "y"])
    let text = Column("text", ["", "Aix – é"])
    let real = Column("real", [0.1, 5])
    let whole = Column("whole", [Int.max, -1])
    var geometries = Geometries(crs: .wgs84)
    for i in 0..<2 { geometries.appendPoint(x: Double(i), y: 0) }
    let layer = Layer(
      name: "a", geometries: geometries,
      attributes: Attributes(columns: [flag, mixed, text, real, whole]))
    let back = try bench.roundTrip(layer).attributes
    #expect(back.names == layer.attributes.names)
    #expect(back["flag"] == flag)
    #expect(back["text"] == text)
    #expect(back["real"] == real)
    #expect(back["whole"] == whole)
    #expect(back["mixed"]?.string(0) == "a \"b\"\n")
    #expect(back["mixed"]?.string(1) == "[\"x\",\"y\"]")
  }

  @Test func wholeNumberIDsAreTheKeys() throws {
    var geometries = Geometries(crs: .wgs84)
    for i in 0..<3 { geometries.appendPoint(x: Double(i), y: 0) }
    let ids: FeatureIDs = [FeatureID(number: 0), FeatureID(number: 13), FeatureID(number: 77)]
    let back = try bench.roundTrip(Layer(name: "k", geometries: geometries, ids: ids))
    #expect(back.ids == ids)
    #expect(back.attributes.names == [])
  }

  @Test func anAttributeThatHoldsTheIDsIsNotRepeated() throws {
    var geometries = Geometries(crs: .wgs84)
    for i in 0..<2 { geometries.appendPoint(x: Double(i), y: 0) }
    let ids: FeatureIDs = [FeatureID("a"), FeatureID("b")]
    func layer(_ values: [String?]) -> Layer {
      Layer(
        name: "i", geometries: geometries,
        attributes: Attributes(columns: [Column("ID", [1, 2]), Column("id", values)]), ids: ids)
    }
    let same = try bench.roundTrip(layer(["a", "b"]))
    #expect(same.attributes.names == ["ID_2", "id"])
    #expect(same.ids == ids)
    let other = try bench.roundTrip(layer(["x", "y"]))
    #expect(other.attributes.names == ["id", "ID_2", "id_3"])
    #expect(other.attributes["id_3"]?.string(1) == "y")
    #expect(other.ids == ids)
  }

  @Test func namesThatClashGetASuffix() throws {
    var geometries = Geometries(crs: .wgs84)
    geometries.appendPoint(x: 0, y: 0)
    let names = ["fid", "GEOM", "a", "A", "", "q\"uote", "a_2", "n\0l"]
    let layer = Layer(
      name: "gpkg_x", geometries: geometries,
      attributes: Attributes(columns: names.map { Column($0, [1]) }))
    let output = try OutputFile(bench.scratch.file("noted.gpkg"))
    try GeoPackageFormat().write([layer, layer], to: output, options: WriteOptions())
    #expect(
      output.notes.first
        == "the layer gpkg_x is named layer_gpkg_x: names that begin with gpkg_ are kept for other"
        + " tables")
    #expect(output.notes.dropFirst().first?.contains("fid as fid_2, GEOM as GEOM_2") == true)
    let path = try bench.write([layer, layer])
    #expect(
      try bench.read(path, "layer_gpkg_x").attributes.names
        == ["fid_2", "GEOM_2", "a", "A_2", "column", "q\"uote", "a_2_2", "n_l"])
    #expect(try GeoPackageFormat.layerNames(path: path) == ["layer_gpkg_x", "layer_gpkg_x_2"])
  }

  @Test func choosesTheLayer() throws {
    let path = try bench.write([
      GeoPackageBench.stars(2, name: "one"), GeoPackageBench.stars(3, name: "Two"),
    ])
    #expect(try GeoPackageFormat.layerNames(path: path) == ["one", "Two"])
    #expect(try bench.read(path, "Two").count == 3)
    #expect(try bench.read(path, "two").count == 3)
    let unnamed = #expect(throws: FormatError.self) { try bench.read(path) }
    #expect(unnamed?.kind == .usage)
    #expect(unnamed?.remedy == "name one of them: one, Two")
    let unknown = #expect(throws: FormatError.self) { try bench.read(path, "three") }
    #expect(unknown?.kind == .usage)
    #expect(unknown?.remedy == "it holds one, Two")
  }

  @Test func nullGeometriesMakeATableOfAttributes() throws {
    var geometries = Geometries(crs: .lambert93)
    for _ in 0..<2 { geometries.beginFeature(.null) }
    let table = Layer(
      name: "table", geometries: geometries,
      attributes: Attributes(columns: [Column("pop", [4, 5])]))
    let back = try bench.roundTrip(table)
    #expect(back.geometries.kinds == [.null, .null])
    #expect(back.attributes == table.attributes)
    let beside = try bench.read(bench.write([table, GeoPackageBench.stars(1)]))
    #expect(beside.name == "stars")
  }

  @Test func layersWithoutFeaturesKeepTheirCRS() throws {
    let back = try bench.roundTrip(Layer(name: "e", geometries: Geometries(crs: .lambert93)))
    #expect(back.count == 0)
    #expect(back.crs == .lambert93)
  }

  @Test(arguments: [0, 3, 51, 52, 700, 3000]) func readsABoxThroughTheIndex(count: Int) throws {
    let layer = GeoPackageBench.stars(count, columns: 50)
    let path = try bench.write([layer])
    let boxes = layer.geometries.boxes()
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<20 {
      let x = Double.random(in: 799_000...850_000, using: &generator)
      let y = Double.random(in: 6_199_000...6_260_000, using: &generator)
      let box = Box(minX: x, minY: y, maxX: x + 5000, maxY: y + 3000)
      let expected = boxes.indices.filter { boxes[$0].meets(box) }.map { FeatureID("s\($0)") }
      #expect(try bench.read(path, nil, ReadOptions(box: box)).ids == FeatureIDs(expected))
    }
    #expect(try bench.read(path, nil, ReadOptions(box: .empty)).count == 0)
  }

  /// A box that touches a feature in one point finds it: boxes are closed, and single precision
  /// in the index rounds outwards.
  @Test func findsFeaturesThatTouchTheBox() throws {
    var geometries = Geometries(crs: .lambert93)
    geometries.appendPoint(x: 892_390.123_456_7, y: 6_247_035.765_432_1)
    let path = try bench.write([Layer(name: "p", geometries: geometries)])
    let touching = Box(
      minX: 892_390.123_456_7, minY: 6_247_035.765_432_1, maxX: 9e5, maxY: 7e6)
    #expect(try bench.read(path, nil, ReadOptions(box: touching)).count == 1)
    var beside = touching
    beside.minX = beside.minX.nextUp
    #expect(try bench.read(path, nil, ReadOptions(box: beside)).count == 0)
  }

  @Test func theSameLayersGiveTheSameBytes() throws {
    let layers = [GeoPackageBench.stars(300, name: "a"), GeoPackageBench.stars(5, name: "b")]
    let options = WriteOptions(provenance: "{\"version\":\"1\"}")
    let first = try bench.write(layers, "1.gpkg", options)
    let second = try bench.write(layers, "2.gpkg", options)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: first))
    #expect(try bytes == Data(contentsOf: URL(fileURLWithPath: second)))
    let files = try FileManager.default.contentsOfDirectory(atPath: bench.scratch.path).sorted()
    #expect(files == ["1.gpkg", "2.gpkg"])
  }

  @Test func refusesAStream() throws {
    let output = try OutputFile("/dev/null")
    let error = #expect(throws: FormatError.self) {
      try bench.format.write([GeoPackageBench.stars(1)], to: output, options: WriteOptions())
    }
    #expect(error?.kind == .usage)
  }

  @Test func aPlaceThatCannotBeWrittenIsAnOutputError() throws {
    let output = try OutputFile(bench.scratch.file("t.gpkg"))
    try FileManager.default.removeItem(atPath: output.path)
    try FileManager.default.createDirectory(
      atPath: output.path, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: output.path) }
    let error = #expect(throws: OutputError.self) {
      try bench.format.write([GeoPackageBench.stars(1)], to: output, options: WriteOptions())
    }
    #expect(error?.kind == .inputOutput)
    #expect(error?.path == bench.scratch.file("t.gpkg"))
  }
}
