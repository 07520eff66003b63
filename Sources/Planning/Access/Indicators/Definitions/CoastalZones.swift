internal import GeoAlgorithms
internal import GeoCore
internal import PlanningStudies

/// Which zones are on the sea.
struct CoastalZones: Indicator {
  /// Drawings of coast and communes part by as much.
  private static let nearMeters = 100.0

  let definition = IndicatorDefinition(
    id: "coastal", kind: .count, unit: Wording(en: "zones", fr: "zones"),
    label: Wording(en: "Coastal zones", fr: "Communes littorales"),
    formula: Wording(
      en: "1 for a zone that comes within 100 m of the sea, else 0; in total how many.",
      fr: "1 pour une zone à moins de 100 m de la mer, sinon 0 ; au total, leur nombre."),
    limits: Wording(
      en: "On the map; the law's list also has communes on estuaries and large lakes.",
      fr: "D’après la carte ; la liste légale a aussi des communes d’estuaires et de grands lacs."),
    source: "Code de l’environnement, art. L321-2", needs: [.sea])

  func values(in data: IndicatorData, over covered: [Bool]) throws -> IndicatorValues {
    let distances = try data.distances(ofZonesTo: .sea)
    let zones = distances.map { meters -> IndicatorValue in
      meters.map { IndicatorValue($0 <= Self.nearMeters ? 1 : 0) } ?? .unknown(.noGround)
    }
    let known = zip(zones, covered).filter(\.1).compactMap(\.0.value)
    return IndicatorValues(
      zones: zones, over: covered,
      total: known.isEmpty ? nil : IndicatorValue(known.reduce(0, +)))
  }
}
