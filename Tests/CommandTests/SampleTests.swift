import Foundation
import GeoFormats
import TestSupport
import Testing

@testable import GeoAlgorithms
@testable import GeoCore

/// Small GeoJSON files of other people, named after their fault. They are no part of this package.
@Suite(
  .enabled(
    if: Samples.folder != nil, "needs sample files: in AMP_GEO_SAMPLES, or in ../shared/samples"))
struct SampleTests {
  private func check(_ path: String, _ options: String...) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(["check", path] + options, in: Scratch())
  }

  @Test func validFilesPass() throws {
    let files = try Samples.files("geojson/valid")
    for file in files { #expect(try check(file).exitCode == 0, "\(file)") }
  }

  /// The rule that a file's name tells, by words in it; the first that fits.
  private static let rules = [
    ("not_ccw", "S105"), ("not_cw", "S105"), ("data_type", "S110"), ("unique_nodes", "S111"),
    ("unclosed", "S112"), ("no_properties", "S108"), ("wrong_geometry_key", "S108"),
    ("no_features_member", "S108"), ("coordinates_missing", "S108"), ("nulltype", "S107"),
    ("lowercase", "S107"), ("unknown_type", "S107"), ("missing_type", "S107"),
    ("wrong_geometry_type", "S107"), ("coordinates_1d", "S110"), ("depth", "S110"),
    ("mislabeled", "S110"), ("empty_position", "S111"), ("", "S109"),
  ]

  @Test(arguments: ["geojson/invalid_structure", "geojson/invalid_geometries"])
  func invalidFilesFail(_ inner: String) throws {
    for file in try Samples.files(inner) {
      let result = try check(file, "--strict")
      let code = try #require(Self.rules.first { $0.0.isEmpty || file.contains($0.0) }?.1)
      #expect([1, 65].contains(result.exitCode), "\(file): \(result.output)")
      let headings = result.output.split(separator: "\n").filter { $0.hasPrefix("  error ") }
      #expect(headings.count == 1 && headings[0].contains("error \(code)"), "\(result.output)")
      #expect(result.output.contains("\n    \(file):"), "\(result.output)")
    }
  }

  /// What is unwise without being forbidden is no error of structure.
  @Test(arguments: ["geojson/problematic_geometries", "geojson/problematic_structure"])
  func problematicFilesHaveNoErrorsOfStructure(_ inner: String) throws {
    for file in try Samples.files(inner) {
      let result = try check(file)
      #expect(!result.output.contains("error S"), "\(file): \(result.output)")
      // Holes and heights are no fault.
      if file.contains("holes") || file.contains("_3d_") { continue }
      #expect(result.output.split(separator: "\n").count > 1, "\(file)")
    }
  }

  @Test(arguments: ["geojson/problematic_geometries", "geojson/problematic_structure"])
  func problematicFilesDoNoHarm(_ inner: String) throws {
    let folder = try Scratch()
    for file in try Samples.files(inner) {
      for arguments in [
        ["check", file], ["layers", file], ["convert", file, "out.gpkg"], ["convert", file, "-"],
        ["overlaps", file],
      ] {
        let result = try AmpGeoProcess.run(arguments, in: folder)
        #expect(!result.wasKilled && [0, 1, 65].contains(result.exitCode), "\(arguments)")
      }
    }
  }
}

/// Two French plan documents as Shapefiles, against what geopandas reads from them.
@Suite(
  .enabled(
    if: Samples.folder != nil, "needs sample files: in AMP_GEO_SAMPLES, or in ../shared/samples"))
struct ShapefileSampleTests {
  @Test(arguments: [
    ("41175_PLU_20140603/Donnees_geographiques/ZONE_URBA", 118, 3890, 14_105_728.581867699),
    (
      "241800432_PLUi_20200128/Donnees_geographiques/241800432_ZONE_URBA_20200128", 221, 35_926,
      272_384_154.5898093
    ),
  ])
  func zones(_ name: String, _ features: Int, _ vertices: Int, _ area: Double) throws {
    let layer = try LayerFormats.read(
      LayerSource(path: "\(Samples.folder ?? "")/zoning/\(name).shp"))
    #expect(layer.count == features && layer.geometries.vertexCount == vertices)
    #expect(layer.crs == .lambert93)
    let sum = layer.geometries.areas().reduce(0, +)
    #expect(abs(sum - area) <= 1e-9 * area)
    let kinds = layer.attributes["TYPEZONE"].map { column in
      Set((0..<column.count).compactMap(column.string))
    }
    #expect(kinds?.isSubset(of: ["U", "AUc", "AUs", "A", "N", "Ah", "Nh", "Nd"]) == true)
  }

  @Test func textWithoutAStatedEncoding() throws {
    let path = "zoning/41175_PLU_20140603/Donnees_geographiques/PRESCRIPTION_PCT.shp"
    let layer = try LayerFormats.read(LayerSource(path: "\(Samples.folder ?? "")/\(path)"))
    #expect(layer.attributes["LIBELLE"]?.string(9) == "Chênes")
    #expect(layer.notices.contains { $0.hasSuffix("read as UTF-8") })
  }
}

/// Where the samples are.
enum Samples {
  static let folder: String? = {
    let named = ProcessInfo.processInfo.environment["AMP_GEO_SAMPLES"]
    let path = named ?? PackageFolder.path + "/../shared/samples"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  /// The files of a folder in it, in order.
  static func files(_ inner: String) throws -> [String] {
    let path = (folder ?? "") + "/" + inner
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    guard !names.isEmpty else { throw TestFailure("\(path) is empty") }
    return names.map { path + "/" + $0 }
  }
}
