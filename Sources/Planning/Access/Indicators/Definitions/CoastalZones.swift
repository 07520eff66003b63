internal import GeoAlgorithms
internal import GeoCore
internal import PlanningStudies

/// Which zones are on the sea.
struct CoastalZones: Indicator {
  /// Drawings of coast and communes part by as much.
  private static let nearMeters = 100.0

  let definition = IndicatorDefinition(
    id: "coastal", kind: .count, unit: "zones",
    label: Wording(en: "Coastal zones", fr: "Communes littorales"),
    formula: Wording(
      en: "1 for a zone that comes within 100 m of the sea, else 0; in total how many.",
      fr: "1 pour une zone à moins de 100 m de la mer, sinon 0 ; au total, leur nombre."),
    limits: Wording(
      en: "On the map; the law's list also has communes on estuaries and large lakes.",
      fr: "D’après la carte ; la liste légale a aussi des communes d’estuaires et de grands lacs."),
    source: "Code de l’environnement, art. L321-2", needs: [.sea])

  func values(in data: IndicatorData) throws -> IndicatorValues {
    let sea = try data.layer(try data.entries(.sea)[0])
    let distances = try data.distances(ofZonesTo: sea)
    let flags = distances.map { $0.map { $0 <= Self.nearMeters ? 1.0 : 0 } }
    return IndicatorValues(
      zones: flags.map { $0.map { IndicatorValue($0) } ?? .unknown(.noGround) },
      total: IndicatorValue(flags.compactMap { $0 }.reduce(0, +)))
  }
}
