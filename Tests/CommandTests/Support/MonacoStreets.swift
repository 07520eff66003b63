import GeoStreets
import TestSupport
import Testing

/// The walking network of Monaco, islands and all, from the sample extract.
enum MonacoStreets {
  /// Writes it to `streets.gpkg` of a folder.
  static func build(in folder: Scratch) throws -> StreetNetwork {
    let extract = (Samples.folder ?? "") + "/network/monaco.osm.gz"
    try AmpGeoProcess.run(
      ["network", "build", extract, "--min-component", "0", "-o", "streets.gpkg"], in: folder
    ).expectSuccess()
    return try SavedStreetNetwork(path: folder.file("streets.gpkg")).network
  }
}
