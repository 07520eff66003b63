import Foundation
import TestSupport
import Testing

/// Small GeoJSON files of other people, named after their fault. They are no part of this package.
@Suite(
  .enabled(
    if: Samples.folder != nil, "needs sample files: in AMP_GEO_SAMPLES, or in ../shared/samples"))
struct SampleTests {
  private func check(_ path: String) throws -> AmpGeoProcess {
    try AmpGeoProcess.run(["check", path], in: Scratch())
  }

  @Test func validFilesPass() throws {
    let files = try Samples.files("geojson/valid")
    for file in files { #expect(try check(file).exitCode == 0, "\(file)") }
  }

  @Test func invalidStructureFails() throws {
    for file in try Samples.files("geojson/invalid_structure") {
      let result = try check(file)
      #expect(result.exitCode == 65, "\(file): \(result.output)")
      #expect(result.output.contains("\n  error S"), "\(file)")
    }
  }

  /// RFC 7946, section 3.1.6: rings must follow the right-hand rule, but "parsers SHOULD NOT
  /// reject Polygons that do not". The way a ring turns is a warning, all else an error.
  @Test func invalidGeometriesFailOrWarn() throws {
    for file in try Samples.files("geojson/invalid_geometries") {
      let result = try check(file)
      let isWinding = file.contains("not_ccw") || file.contains("not_cw")
      #expect((result.exitCode == 0) == isWinding, "\(file): \(result.output)")
      #expect([0, 1, 65].contains(result.exitCode), "\(file)")
      if isWinding { #expect(result.output.contains("warning S105 winding"), "\(file)") }
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
