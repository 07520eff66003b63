import Foundation
import GeoCore
import GeoFormats
import GeoProjection
import TestSupport
import Testing

/// What `.prj` files say, and what is done where they say nothing that can be used.
@Suite struct ShapefileProjectionTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func read(
    _ prj: [UInt8], _ options: ReadOptions = ReadOptions(), x: Double = 893_000,
    y: Double = 6_245_000
  ) throws -> Layer {
    var bytes = ShapefileBytes(type: 1, shapes: [ShapefileBytes.point(x, y)])
    bytes.prj = prj
    return try LayerFormats.read(LayerSource(path: bytes.write(to: scratch)), options: options)
  }

  private func read(_ prj: String, _ options: ReadOptions = ReadOptions()) throws -> Layer {
    try read(Array(prj.utf8), options)
  }

  private static let wkt = ShapefileBytes.lambert93

  @Test func byteOrderMarksAndUTF16() throws {
    let units = Array(Self.wkt.utf16)
    let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let texts: [[UInt8]] = [
      [0xEF, 0xBB, 0xBF] + Array(Self.wkt.utf8), [0xFF, 0xFE] + little, [0xFE, 0xFF] + big, little,
      big, Array("\r\n \(Self.wkt)\r\n".utf8), Array(Self.wkt.utf8) + [0, 0, 0x1A],
    ]
    for text in texts {
      let layer = try read(text)
      #expect(layer.crs == .lambert93)
      #expect(layer.notices.isEmpty, "\(layer.notices)")
    }
  }

  @Test func whatFollowsTheDefinition() throws {
    for rest in ["garbage", "]]", "\n" + Self.wkt, "\u{FFFD}\u{FFFD}xyz"] {
      let layer = try read(Self.wkt + rest)
      #expect(layer.crs == .lambert93)
      #expect(layer.notices == ["t.prj: what follows the definition is passed over"])
    }
    // A bracket in a name closes nothing.
    let named = Self.wkt.replacing("RGF93_Lambert_93", with: "a ] b")
    #expect(try read(named).notices.isEmpty)
  }

  @Test func codesAndPROJStrings() throws {
    #expect(try read("EPSG:2154").crs == .lambert93)
    #expect(try read("2154\n").crs == .lambert93)
    let crs = try read("+proj=utm +zone=31 +datum=WGS84 +units=m").crs
    #expect(try CRSDescription(of: crs).metersPerUnit == 1)
  }

  /// Definitions without a datum that PROJ knows, of systems that nothing else is like.
  @Test(arguments: [
    2154, 3942, 3943, 3944, 3945, 3946, 3947, 3948, 3949, 3950, 27561, 27562, 27563, 27564, 27571,
    27572, 27573, 27574, 3035, 2056, 21781, 28992, 27700, 31370, 3812, 25831, 25832, 25833, 32631,
    3006, 3067, 3763, 2180, 31287, 31467,
  ]) func unknownDatumsOfKnownParameters(_ code: Int) throws {
    var wkt = try CRSDescription(of: CRS("EPSG:\(code)")).wkt1
    wkt = wkt.replacing(/,\s+/, with: ",").replacing(/,AUTHORITY\["[^"]*","[^"]*"\]/, with: "")
      .replacing(/,TOWGS84\[[^\]]*\]/, with: "")
      .replacing(/DATUM\["[^"]*"/, with: "DATUM[\"mystery\"")
      .replacing(/GEOGCS\["[^"]*"/, with: "GEOGCS[\"GCS_mystery\"")
      .replacing(/PROJCS\["[^"]*"/, with: "PROJCS[\"my grid\"")
    let place = try middle(of: CRS("EPSG:\(code)"))
    let layer = try read(Array(wkt.utf8), x: place.x, y: place.y)
    let found = try CRSDescription(of: layer.crs)
    let meant = try CRSDescription(of: CRS("EPSG:\(code)"))
    // SWEREF99 TM is ETRS89 / UTM zone 33N in all but name and area.
    let twins = [3006: "EPSG:25833", 3067: "EPSG:25835"]
    #expect(
      layer.crs == meant.crs || layer.crs.definition == twins[code], "\(found.name)")
    #expect(layer.notices.count == 1 && layer.notices[0].contains("PROJ knows no such datum"))
  }

  /// NTF by a name of its own sends PROJ round in circles.
  @Test func definitionsThatPROJLosesItselfIn() throws {
    let wkt = """
      PROJCS["NTF_Lambert_II_etendu",GEOGCS["GCS_NTF_Paris",DATUM["D_NTF",SPHEROID["Clarke_1880_IGN",\
      6378249.2,293.4660212936265]],PRIMEM["Paris",2.337229166666667],UNIT["Grad",\
      0.01570796326794897]],PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",600000],\
      PARAMETER["False_Northing",2200000],PARAMETER["Central_Meridian",0],\
      PARAMETER["Standard_Parallel_1",52],PARAMETER["Scale_Factor",0.99987742],\
      PARAMETER["Latitude_Of_Origin",52],UNIT["Meter",1]]
      """
    let layer = try read(Array(wkt.utf8), x: 846_000, y: 1_812_000)
    #expect(layer.crs == CRS("EPSG:27572"))
    #expect(layer.notices.count == 1)
    // A guess gives way to who knows better.
    let told = try read(Array(wkt.utf8), ReadOptions(crs: .lambert93), x: 893_000, y: 6_245_000)
    #expect(told.crs == .lambert93 && told.notices.first?.contains("as was asked for") == true)
  }

  /// Parameters of a system of another place are no reason to put data there, nor are those of a
  /// system on another ellipsoid.
  @Test func whatIsRecognizedHasToFit() throws {
    let mystery = Self.wkt.replacing("D_RGF_1993", with: "mystery")
    let error = #expect(throws: FormatError.self) {
      try read(Array(mystery.utf8), x: 6_000_000, y: 9_000_000)
    }
    #expect(error?.reason.contains("EPSG:2154") == true)
    #expect(error?.remedy?.text.contains("crs") == true)
    var options = ReadOptions()
    options.requiresCRS = false
    let kept = try read(Array(mystery.utf8), options, x: 6_000_000, y: 9_000_000)
    #expect(kept.crs.definition == mystery && kept.notices.isEmpty)
    // VN-2000 stands on WGS 84's ellipsoid, this on GRS 80.
    let vietnam = """
      PROJCS["unknown",GEOGCS["unknown",DATUM["unknown",SPHEROID["GRS_1980",6378137,298.257222101]],\
      PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],\
      PARAMETER["False_Easting",500000],PARAMETER["False_Northing",0],\
      PARAMETER["Central_Meridian",105],PARAMETER["Scale_Factor",0.9999],\
      PARAMETER["Latitude_Of_Origin",0],UNIT["Meter",1]]
      """
    let place = try middle(of: CRS("EPSG:5897"))
    let layer = try? read(Array(vietnam.utf8), options, x: place.x, y: place.y)
    #expect(layer?.crs.authorityCode == nil)
  }

  /// The middle of a system's area of use.
  private func middle(of crs: CRS) throws -> (x: Double, y: Double) {
    let area = try #require(try CRSDescription(of: crs).areaOfUse)
    return try Transformation(from: .wgs84, to: crs).transform(x: area.centerX, y: area.centerY)
  }

  /// Other parameters than anybody's are no known system, and two systems are none.
  @Test func whatIsNotRecognized() throws {
    let own = Self.wkt.replacing("D_RGF_1993", with: "mystery")
      .replacing("700000", with: "123456")
    let layer = try read(own)
    #expect(layer.crs.definition == own && layer.notices.isEmpty)
    #expect(SystemFit(of: layer.geometries).fault?.kind == .ballpark)
  }

  @Test func whatIsGivenOverrulesWhatIsOfNoUse() throws {
    let given = ReadOptions(crs: .lambert93)
    let unknown = Self.wkt.replacing("D_RGF_1993", with: "mystery")
      .replacing("700000", with: "123456")
    for (prj, why) in [
      ("PROJCS[", "unknown"), ("", "empty"), ("\u{FEFF}", "empty"), ("hello", "unknown"),
      (unknown, "no accurate way"),
    ] {
      let layer = try read(prj, given)
      #expect(layer.crs == .lambert93)
      #expect(layer.notices.count == 1)
      let notice = layer.notices.first ?? ""
      #expect(notice.hasPrefix("t.prj is no use") && notice.contains(why), "\(notice)")
      #expect(notice.contains("EPSG:2154, as was asked for"))
    }
    // One that can be used is not overruled.
    let used = try read(Self.wkt, ReadOptions(crs: CRS("EPSG:27572")))
    #expect(used.crs == .lambert93 && used.notices.isEmpty)
  }

  @Test func withoutACRSGiven() throws {
    for prj in ["PROJCS[", "", "hello"] {
      let error = #expect(throws: FormatError.self) { try read(prj) }
      #expect(error?.path == scratch.file("t.prj"))
      #expect(error?.remedy?.text.contains("crs") == true)
      var options = ReadOptions()
      options.requiresCRS = false
      #expect(try read(prj, options).crs.definition == (prj.isEmpty ? "unknown" : prj))
    }
  }
}
