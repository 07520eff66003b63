import GeoCore
import GeoFormats
import TestSupport
import Testing

/// What `check` passes no command refuses for its reference system or format, and what it finds an
/// error in every command refuses that measures or places.
@Suite struct RefusalAgreementTests {
  /// A layer of a square kilometre or so, and how it stands with its system.
  private struct Sample: CustomTestStringConvertible, Sendable {
    var name: String
    /// As `check` names what is wrong; nil when nothing is.
    var code: String?
    var make: @Sendable (Scratch) throws -> String

    var testDescription: String { name }
  }

  private static func square(_ x: Double, _ y: Double, _ side: Double) -> [(Double, Double)] {
    [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
  }

  /// A GeoPackage of squares in a system.
  private static func package(
    _ crs: String, _ corners: [(Double, Double)], side: Double = 1000
  ) -> @Sendable (Scratch) throws -> String {
    { folder in
      var geometries = Geometries(crs: CRS(crs))
      for corner in corners { geometries.appendPolygon([square(corner.0, corner.1, side)]) }
      let path = folder.file("layer.gpkg")
      let output = try OutputFile(path)
      try GeoPackageFormat().write(
        [Layer(name: "layer", geometries: geometries)], to: output, options: WriteOptions())
      try output.commit()
      return "layer.gpkg"
    }
  }

  /// A Shapefile of a square in Lambert-93 with a `.prj` of its own, plain or zipped.
  private static func shapefile(
    _ prj: [UInt8]?, isZipped: Bool = false
  ) -> @Sendable (Scratch) throws -> String {
    { folder in
      let ring = Array(square(893_000, 6_245_000, 1000).reversed())
      var bytes = ShapefileBytes(type: 5, shapes: [ShapefileBytes.shape(5, [ring])])
      bytes.prj = prj
      guard isZipped else {
        _ = try bytes.write(to: folder, "layer")
        return "layer.shp"
      }
      try folder.write("layer.zip", ZipBytes(ZipBytes.members("layer", bytes)).bytes)
      return "layer.zip"
    }
  }

  private static let lambert = Array(ShapefileBytes.lambert93.utf8)
  private static let mystery = Array(
    ShapefileBytes.lambert93.replacing("D_RGF_1993", with: "mystery").utf8)
  private static let nobodys = Array(
    ShapefileBytes.lambert93.replacing("D_RGF_1993", with: "mystery")
      .replacing("700000", with: "123456").utf8)

  private static let commas = Array(
    ["6378137.0", "298.25", "0.0174", "46.5"].reduce(
      ShapefileBytes.lambert93.replacing("6378137,", with: "6378137.0,")
    ) { text, number in
      text.replacing(number, with: number.replacing(".", with: ","))
    }.utf8)
  private static let kilometers = Array(
    ShapefileBytes.lambert93.replacing("\"Meter\",1]", with: "\"Kilometer\",1000]").utf8)

  private static let samples: [Sample] = [
    Sample(name: "Lambert-93", make: package("EPSG:2154", [(893_000, 6_245_000)])),
    Sample(
      name: "Italy in zone 32", make: package("EPSG:32632", [(400_000, 5e6), (1_160_000, 4.57e6)])),
    Sample(name: "Kirkenes in zone 33", make: package("EPSG:25833", [(1_080_000, 7.8e6)])),
    Sample(name: "Görlitz in zone 32", make: package("EPSG:25832", [(919_000, 5.69e6)])),
    Sample(name: "swapped", code: "S115", make: package("EPSG:2154", [(6_245_000, 893_000)])),
    Sample(
      name: "swapped Italy", code: "S115",
      make: package("EPSG:32632", [(5e6, 400_000), (4.57e6, 1_160_000)])),
    Sample(
      name: "swapped degrees", code: "S115",
      make: package("EPSG:4171", [(48.8, 2.3)], side: 0.01)),
    Sample(
      name: "degrees as metres", code: "R402", make: package("EPSG:2154", [(5.4, 43.3)], side: 0.01)
    ),
    Sample(
      name: "metres as degrees", code: "R402", make: package("EPSG:4258", [(893_000, 6_245_000)])),
    Sample(name: "Japan in Lambert-93", code: "R402", make: package("EPSG:2154", [(1.2e7, 9e6)])),
    Sample(
      name: "no place", code: "R402", make: package("EPSG:32632", [(500_000, 5e6), (9e7, 5e6)])),
    Sample(
      name: "no accurate way", code: "R403", make: package("EPSG:4001", [(5.4, 43.3)], side: 0.01)),
    Sample(
      name: "Spain in one zone of ED50",
      make: package("EPSG:23030", [(42_872, 4.765e6), (440_000, 4.47e6), (842_000, 4.59e6)])),
    Sample(name: "Göteborg in RT90", make: package("EPSG:3021", [(1_271_000, 6.403e6)])),
    Sample(
      name: "a projection without an inverse", code: "R403",
      make: package("+proj=airy +datum=WGS84 +units=m +type=crs", [(1000, 1000)])),
    Sample(name: "decimals with commas", code: "R403", make: shapefile(commas)),
    Sample(name: "metres as kilometres", code: "R402", make: shapefile(kilometers)),
    Sample(name: "Shapefile", make: shapefile(lambert)),
    Sample(name: "zipped Shapefile", make: shapefile(lambert, isZipped: true)),
    Sample(name: "byte order mark", make: shapefile([0xEF, 0xBB, 0xBF] + lambert)),
    Sample(name: "unknown datum of Lambert-93", make: shapefile(mystery)),
    Sample(name: "nobody's system", code: "R403", make: shapefile(nobodys)),
    Sample(name: "no .prj", code: "R401", make: shapefile(nil)),
    Sample(name: "damaged .prj", code: "R401", make: shapefile(Array("PROJCS[\"x\",".utf8))),
    Sample(name: "zipped, no .prj", code: "R401", make: shapefile(nil, isZipped: true)),
  ]

  /// Every command that measures or places a layer.
  private static func commands(_ layer: String) -> [[String]] {
    [
      ["convert", layer, "out.geojson"],
      ["coverage", "--zones", layer, "--layer", "l=\(layer)", "-o", "out.csv"],
      ["overlaps", "a=\(layer)", "b=\(layer)", "-o", "out.csv"],
      ["accessibility", "--zones", layer, "--destination", "l=\(layer)", "-o", "out.csv"],
      ["fix", layer, "-o", "fixed.gpkg"],
    ]
  }

  @Test(arguments: samples) private func checkAndCommandsAgree(_ sample: Sample) throws {
    let folder = try Scratch()
    let layer = try sample.make(folder)
    let check = try AmpGeoProcess.run(["check", layer, "--format", "jsonl"], in: folder)
    let errors = check.output.split(separator: "\n").filter {
      $0.contains("\"severity\":\"error\"")
    }
    if let code = sample.code {
      #expect(check.exitCode == 1, "\(check.output)\(check.errors)")
      #expect(errors.contains { $0.contains("\"code\":\"\(code)\"") }, "\(check.output)")
    } else {
      #expect(check.exitCode == 0 && errors.isEmpty, "\(check.output)\(check.errors)")
    }
    for arguments in Self.commands(layer) {
      let run = try AmpGeoProcess.run(arguments, in: folder)
      if sample.code == nil {
        #expect(run.exitCode == 0, "\(arguments): \(run.errors)")
      } else {
        #expect(run.exitCode == 65, "\(arguments): \(run.errors)")
        #expect(run.errors.contains(layer.prefix(6)), "\(arguments): \(run.errors)")
      }
    }
  }

  /// Coordinates beyond the area of use are told of on standard error, and are a finding.
  @Test func whatIsBeyondIsTold() throws {
    let folder = try Scratch()
    let layer = try Self.samples[1].make(folder)
    let run = try AmpGeoProcess.run(["convert", layer, "out.geojson"], in: folder)
    #expect(run.errors.contains("note: layer.gpkg: coordinates lie outside the area of use"))
    let check = try AmpGeoProcess.run(["check", layer], in: folder)
    #expect(check.output.contains("R404"))
    // Without a change of system nothing is measured, and impossible coordinates are told of.
    let swapped = try Self.samples[4].make(folder)
    let copy = try AmpGeoProcess.run(["convert", swapped, "copy.gpkg"], in: folder)
    #expect(copy.exitCode == 0 && copy.errors.contains("cannot be right"), "\(copy.errors)")
  }

  @Test func whatIsGivenOverrules() throws {
    let folder = try Scratch()
    let layer = try Self.shapefile(Self.nobodys)(folder)
    let run = try AmpGeoProcess.run(["convert", layer, "out.csv", "--crs", "2154"], in: folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.errors.contains("layer.prj is no use") && run.errors.contains("EPSG:2154"))
    let check = try AmpGeoProcess.run(["check", layer, "--crs", "2154"], in: folder)
    #expect(check.exitCode == 0 && check.output.contains("S102"), "\(check.output)")
    let bare = try AmpGeoProcess.run(
      ["convert", layer, "out.csv", "--crs", "+proj=utm +zone=31 +datum=WGS84"], in: folder)
    #expect(bare.exitCode == 0, "\(bare.errors)")
  }

  /// Several layers in one archive are named as in a GeoPackage, and all are checked.
  @Test func layersOfAnArchive() throws {
    let folder = try Scratch()
    let ring = Array(Self.square(893_000, 6_245_000, 1000).reversed())
    let one = ShapefileBytes(type: 5, shapes: [ShapefileBytes.shape(5, [ring])])
    let members = ZipBytes.members("one", one) + ZipBytes.members("two", one)
    try folder.write("a.zip", ZipBytes(members).bytes)
    let check = try AmpGeoProcess.run(["check", "a.zip", "--format", "json"], in: folder)
    #expect(check.exitCode == 0 && check.output.contains("a.zip"))
    let unnamed = try AmpGeoProcess.run(["convert", "a.zip", "out.gpkg"], in: folder)
    #expect(unnamed.exitCode == 64 && unnamed.errors.contains("one, two"))
    let named = try AmpGeoProcess.run(["convert", "a.zip:two", "out.gpkg"], in: folder)
    #expect(named.exitCode == 0, "\(named.errors)")
    let listed = try AmpGeoProcess.run(["layers", "a.zip"], in: folder)
    #expect(listed.output.contains("one") && listed.output.contains("two"))
  }
}
