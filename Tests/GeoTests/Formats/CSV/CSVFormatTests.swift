import Foundation
import GeoCore
import GeoFormats
import TestSupport
import Testing

@Suite struct CSVFormatTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func read(_ text: String, _ options: ReadOptions = ReadOptions()) throws -> Layer {
    try CSVFormat().read(LayerSource(path: scratch.write("t.csv", text)), options: options)
  }

  private func write(
    _ layer: Layer, _ options: WriteOptions = WriteOptions(), name: String = "out.csv"
  ) throws -> String {
    let output = try OutputFile(scratch.file(name))
    try CSVFormat().write([layer], to: output, options: options)
    try output.commit()
    return try String(contentsOfFile: scratch.file(name), encoding: .utf8)
  }

  @Test(arguments: ["lon,lat", "LON,Lat", "longitude,latitude", "lng,lat"])
  func findsDegrees(names: String) throws {
    let layer = try read("\(names),id\n5.4,43.5,a\n5.5,43.6,b\n")
    #expect(layer.crs == .wgs84)
    #expect(layer.geometries.kinds == [.point, .point])
    #expect(layer.geometries.coordinates == [5.4, 43.5, 5.5, 43.6])
    #expect(layer.ids == [FeatureID("a"), FeatureID("b")])
    #expect(layer.attributes.names.count == 3)
    #expect(layer.name == "t")
  }

  @Test func planeCoordinatesWantACRS() throws {
    let text = "x,y\n892390.3,6247035.2\n"
    let layer = try read(text, ReadOptions(crs: .lambert93))
    #expect(layer.crs == .lambert93)
    #expect(layer.geometries.coordinates == [892390.3, 6247035.2])
    let error = #expect(throws: FormatError.self) { try read(text) }
    #expect(error?.remedy == "say it with \(FileSetting.crs)")
  }

  @Test func takesTheColumnsThatAreNamed() throws {
    let text = "E,N,lon,lat\n1,2,3,4\n"
    let options = ReadOptions(crs: .lambert93, xColumn: "e", yColumn: "n")
    #expect(try read(text, options).geometries.coordinates == [1, 2])
    #expect(
      try read(text, ReadOptions(xColumn: "lon", yColumn: "lat")).geometries.crs == .wgs84)
    let missing = #expect(throws: FormatError.self) {
      try read(text, ReadOptions(xColumn: "E", yColumn: "nord"))
    }
    #expect(missing?.kind == .usage)
    #expect(missing?.reason == "there is no column nord")
    let half = #expect(throws: FormatError.self) { try read(text, ReadOptions(xColumn: "E")) }
    #expect(half?.kind == .usage)
  }

  @Test func aTableWithoutCoordinatesHasNullGeometries() throws {
    let layer = try read("insee,pop\n13001,5\n13002,6\n")
    #expect(layer.geometries.kinds == [.null, .null])
    #expect(layer.attributes["pop"]?.integer(1) == 6)
    #expect(layer.ids == [nil, nil])
  }

  @Test func repeatedOrMissingIDsGiveNone() throws {
    #expect(try read("id\na\na\n").ids == [nil, nil])
    #expect(try read("id,n\na,1\n,2\n").ids == [nil, nil])
    #expect(try read("id\ntrue\nfalse\n").ids == [nil, nil])
    #expect(try read("id\n7\n8\n").ids == [FeatureID(number: 7), FeatureID(number: 8)])
  }

  @Test func readsWithinABox() throws {
    let box = Box(minX: 0, minY: 0, maxX: 5.4, maxY: 50)
    let layer = try read("id,lon,lat\na,5.4,43\nb,5.5,43\n", ReadOptions(box: box))
    #expect(layer.ids == [FeatureID("a")])
  }

  @Test func refusesBadCoordinates() throws {
    let cases: [(cell: String, reason: String)] = [
      ("", "column lat: the coordinate is empty"),
      ("x", "column lat: the coordinate \"x\" is not a number"),
      ("\"43,5\"", "column lat: the coordinate \"43,5\" is not a number"),
      ("0x10", "column lat: the coordinate \"0x10\" is not a number"),
      ("nan", "column lat: the coordinate nan is not finite"),
      ("-inf", "column lat: the coordinate -inf is not finite"),
      ("1e999", "column lat: the coordinate 1e999 is not finite"),
      ("6247035", "column lat: 6247035 is beyond 90 degrees"),
    ]
    for (cell, reason) in cases {
      let error = #expect(throws: FormatError.self) {
        try read("name,lon,lat\na,5,43\n\"b\nb\",5,\(cell)\n")
      }
      #expect(error?.reason == reason)
      #expect(error?.line == 3)
      #expect(error?.row == 2)
      #expect(error?.remedy != nil)
    }
  }

  @Test func writesPointsAndIDs() throws {
    var geometries = Geometries(crs: .wgs84)
    geometries.appendPoint(x: 5.123456789, y: -43.5)
    geometries.appendPoint(x: -0.00000001, y: 40)
    var tags = Column("tags")
    tags.append(["a", "b"])
    tags.appendNull()
    let layer = Layer(
      name: "l", geometries: geometries,
      attributes: Attributes(columns: [Column("name", ["x, \"y\"", "z\nz"]), tags]),
      ids: FeatureIDs([FeatureID("p"), FeatureID(number: 2)]))
    #expect(
      try write(layer) == """
        id,name,tags,lon,lat
        p,"x, ""y""\","[""a"",""b""]",5.1234568,-43.5
        2,"z
        z",,0,40

        """)
  }

  @Test func writesMetresWithFourDecimalsLess() throws {
    var geometries = Geometries(crs: .lambert93)
    geometries.appendPoint(x: 892390.12345, y: 6_247_035)
    let layer = Layer(name: "l", geometries: geometries)
    #expect(try write(layer) == "x,y\n892390.123,6247035\n")
  }

  @Test func keepsColumnsThatHoldTheCoordinatesAndOverwritesOthers() throws {
    let text = "name,lat,lon\na,43.530,5.4470\n"
    let layer = try read(text)
    #expect(try write(layer) == text)
    var moved = layer
    moved.geometries = Geometries(crs: .wgs84)
    moved.geometries.appendPoint(x: 6, y: 44)
    #expect(try write(moved) == "name,lat,lon\na,44,6\n")
  }

  @Test func leavesOtherGeometriesOut() throws {
    var geometries = Geometries(crs: .wgs84)
    geometries.appendPolygon([[(0, 0), (1, 0), (0, 1)]])
    geometries.beginFeature(.null)
    let layer = Layer(
      name: "l", geometries: geometries, attributes: Attributes(columns: [Column("n", [1, nil])]))
    #expect(try write(layer) == "n\n1\n\"\"\n")
    #expect(try read(write(layer)).count == 2)
  }

  @Test func writesTabsToTSV() throws {
    let layer = try read("a,b\n\"1,5\",2\n")
    #expect(try write(layer, name: "out.tsv") == "a\tb\n1,5\t2\n")
  }

  @Test func refusesSeveralLayers() throws {
    let layer = try read("a\n1\n")
    let output = try OutputFile(scratch.file("out.csv"))
    let error = #expect(throws: FormatError.self) {
      try CSVFormat().write([layer, layer], to: output, options: WriteOptions())
    }
    #expect(error?.kind == .usage)
  }

  /// What was read is written to the same bytes, and reads back the same.
  @Test func roundTrips() throws {
    let text = """
      id,insee,name,pop,share,open,lon,lat
      a,01234,"Aix, ""en"" Provence",149695,0.50,true,5.447,43.53
      b,2A004,é;è,,1e-07,false,5.482,43.336

      """
    let layer = try read(text)
    #expect(try write(layer) == text)
  }

  /// Values go from JSON to cells as bytes where nothing is escaped: the same as by decoding each.
  @Test(arguments: [1, 2, 5]) func cellsAreWhatTheirValuesDecodeTo(_ width: Int) throws {
    var generator = SeededGenerator(seed: UInt64(width))
    let letters = Array("aé\"\\,;\t\n\r 😀/\u{7F}")
    var columns = (0..<width).map { Column("c\($0)") }
    for _ in 0..<300 {
      for i in columns.indices {
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: columns[i].appendNull()
        case 1: columns[i].appendAbsent()
        case 2: columns[i].append(Int.random(in: -9...9, using: &generator))
        case 3: columns[i].append(["a,b", "\"c\""])
        case 4: columns[i].append(Bool.random(using: &generator))
        default:
          let length = Int.random(in: 0..<6, using: &generator)
          let text = (0..<length).compactMap { _ in letters.randomElement(using: &generator) }
          columns[i].append(String(text))
        }
      }
    }
    let layer = Layer(
      name: "t", geometries: .null(count: 300), attributes: Attributes(columns: columns))
    for (name, delimiter) in [("out.csv", ","), ("out.tsv", "\t")] as [(String, Unicode.Scalar)] {
      var expected = columns.map(\.name).joined(separator: String(Character(delimiter))) + "\n"
      for row in 0..<300 {
        var line: [UInt8] = []
        for (i, column) in columns.enumerated() {
          if i > 0 { line.append(UInt8(ascii: delimiter)) }
          CSVText.append(
            column.string(row) ?? "", delimiter: UInt8(ascii: delimiter), isAlone: width == 1,
            to: &line)
        }
        expected += String(decoding: line, as: UTF8.self) + "\n"
      }
      #expect(try write(layer, name: name) == expected)
    }
  }

  /// In a table with decimal commas, or without points that must be of decimals, points may have been
  /// meant to set thousands apart.
  @Test func pointsThatMayBeOfThousandsAreSaid() throws {
    let layer = try read("id;pop;lon;lat\n1;1.234;5,1;43,2\n2;12.345;5,2;43,2\n3;950;5,2;43,3\n")
    #expect(layer.attributes["pop"]?.double(0) == 1.234)
    #expect(
      layer.notices.last
        == "points are read as decimal points; where they set thousands apart, take them out: pop")
    for text in ["id;v\na;1.234\nb;12.345\n", "id;v\n1;12\n2;1.234.567\n", "id;v;h\n1;1.234;0,5\n"]
    {
      let said = try read(text).notices.contains { $0.hasSuffix("take them out: v") }
      #expect(said == !text.contains("1.234.567"), "\(text)")
    }
    for text in [
      "id;h;lon;lat\n1;0.234;5,1;43,2\n", "id;h;lon;lat\n1;1.5;5,1;43,2\n",
      "id;h;lon;lat\n1;1.234;5.1;43.2\n", "id,h,lon,lat\n1,1.234,5.1,43.2\n",
      "id;h;lon;lat\n1;950;5,1;43,2\n",
    ] {
      #expect(try !read(text).notices.contains { $0.contains("thousands apart, take") })
    }
  }

  /// Shapes as text of other kinds are not read, and are not passed over either.
  @Test(arguments: [
    "id;geo_shape\n1;\"{\"\"coordinates\"\": [5, 43], \"\"type\"\": \"\"Point\"\"}\"\n",
    "id;geo_point_2d\n1;43.29, 5.37\n",
  ])
  func shapesAsTextAreNamed(_ text: String) throws {
    let layer = try read(text)
    #expect(layer.geometries.kinds.allSatisfy { $0 == .null })
    let name = String(text.split(separator: "\n")[0].dropFirst(3))
    #expect(layer.notices.contains { $0.hasPrefix("\(name) holds shapes as text") })
  }

  @Test(arguments: [
    "id,name\n1,Point Rouge\n", "id,name\n1,Polygon\n", "id,pos\n1,\"1,5\"\n",
    "WKT,lon,lat\nPOINT(5 43),5,43\n", "id,geo\n1,{}\n",
  ])
  func otherTextsAreNot(_ text: String) throws {
    #expect(try !read(text).notices.contains { $0.contains("holds shapes") })
  }
}
