import GeoCore
import GeoFormats
import GeoStreets
import TestSupport

/// Two streets of the equator for people on foot: 0 runs east from 0 to 0.01 degrees, 1 north from its
/// end. A degree is 111,319.49 m of longitude there, and 110,574.28 m of latitude; 80 m take a minute.
enum EquatorStreets {
  static func network(mode: StreetMode = .walk) throws -> StreetNetwork {
    try StreetNetwork(
      mode: mode, nodeCoordinates: [0, 0, 0.01, 0, 0.01, 0.01], edgeFrom: [0, 1], edgeTo: [1, 2],
      lengthsMillimeters: [1_113_195, 1_105_743], forwardMilliseconds: [834_896, 829_307],
      backwardMilliseconds: [834_896, 829_307])
  }

  /// Writes the network as `streets.gpkg`.
  static func write(to scratch: Scratch, mode: StreetMode = .walk) throws {
    let facts: [SavedStreetNetwork.Fact] = [
      .init("format_version", String(SavedStreetNetwork.formatVersion)),
      .init("profile", mode.rawValue),
    ]
    let file = try OutputFile(scratch.file("streets.gpkg"))
    try SavedStreetNetwork(network(mode: mode), facts: facts).write(to: file)
    try file.commit()
  }
}
