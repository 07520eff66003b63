import TestSupport
import Testing

/// Outputs that would take other layers with them, and options that would take each other's.
@Suite struct LostLayersTests {
  @Test func aFileOfSeveralLayersIsNotReplacedByOne() throws {
    let folder = try Scratch()
    try AmpGeoProcess.run(["run", "-o", "."], in: folder).expectSuccess()
    let before = try Files.bytes("amp-geo.gpkg", in: folder)
    let result = try AmpGeoProcess.run(["convert", "communes", "amp-geo.gpkg"], in: folder)
    #expect(result.exitCode == 73)
    #expect(
      result.errors.contains(
        "accessibility, coverage, indicators, reach, sites, zoning_overlaps"))
    #expect(try Files.bytes("amp-geo.gpkg", in: folder) == before)
  }

  @Test func aFileOfOneLayerIsReplaced() throws {
    let folder = try Scratch()
    try AmpGeoProcess.run(["convert", "port", "out.gpkg"], in: folder).expectSuccess()
    try AmpGeoProcess.run(["convert", "communes", "out.gpkg"], in: folder).expectSuccess()
    let layers = try AmpGeoProcess.run(["layers", "out.gpkg"], in: folder)
    #expect(layers.output.contains("92 features"))
  }

  @Test func anAttributeIsTransferredInOneWay() throws {
    let folder = try Scratch()
    let result = try AmpGeoProcess.run(
      ["coverage", "--transfer", "communes", "--extensive", "siren", "--intensive", "siren"],
      in: folder)
    #expect(result.exitCode == 64)
    #expect(result.errors.contains("named twice"))
  }

  @Test func aCellIsCountedOnce() throws {
    let folder = try Scratch()
    let cell = "CRS3035RES200mN2257600E3942200"
    try folder.write("people.csv", "id,ind\n\(cell),3\n\(cell),4\n")
    let result = try AmpGeoProcess.run(
      ["coverage", "--layer", "port", "--people", "people.csv", "--people-field", "ind"],
      in: folder)
    #expect(result.exitCode == 65)
    #expect(result.errors.contains("\(cell): two rows have this grid cell"))
  }
}
