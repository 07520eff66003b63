internal import GeoAlgorithms
internal import GeoCore
internal import PlanningStudies

/// Who lives within a distance of green space of some size.
struct GreenSpace: Indicator {
  let definition: IndicatorDefinition
  private let meters: Double
  /// The least size that counts, m²; 0 for any.
  private let leastSquareMeters: Double

  private init(
    _ id: String, meters: Double, leastSquareMeters: Double = 0, label: Wording, formula: Wording,
    source: String
  ) {
    self.meters = meters
    self.leastSquareMeters = leastSquareMeters
    definition = IndicatorDefinition(
      id: id, kind: .share, unit: .share, label: label, formula: formula,
      limits: Wording(
        en:
          "The way to a point or a border, not to a gate; nothing of how good or how full the green space is.",
        fr:
          "La distance à un point ou à une limite, non à une entrée ; rien de la qualité ni de la fréquentation."
      ),
      source: source, needs: [.greenSpaces])
  }

  static let within400 = GreenSpace(
    "ec-green-400", meters: 400,
    label: Wording(en: "Green space within 400 m", fr: "Espace vert à moins de 400 m"),
    formula: Wording(
      en: "People within 400 m of green space, over all people.",
      fr: "Habitants à moins de 400 m d’un espace vert, sur tous les habitants."),
    source: "Poelman 2018, A walk to the park?, European Commission, WP 01/2018")
  static let within300 = GreenSpace(
    "green-3-30-300", meters: 300,
    label: Wording(
      en: "Green space within 300 m (of 3-30-300)", fr: "Espace vert à moins de 300 m (3-30-300)"),
    formula: Wording(
      en: "People within 300 m of green space, over all people: the last of the three rules.",
      fr: "Habitants à moins de 300 m d’un espace vert, sur tous : la dernière des trois règles."),
    source: "Konijnendijk 2023, doi:10.1007/s11676-022-01523-z")
  static let halfHectare = GreenSpace(
    "who-green-300", meters: 300, leastSquareMeters: 5000,
    label: Wording(
      en: "Green space of 0.5 ha within 300 m", fr: "Espace vert de 0,5 ha à moins de 300 m"),
    formula: Wording(
      en: "People within 300 m of green space of 0.5 ha or more, over all people.",
      fr: "Habitants à moins de 300 m d’un espace vert de 0,5 ha ou plus, sur tous les habitants."),
    source: "WHO Regional Office for Europe 2016, Urban green spaces and health")

  func values(in data: IndicatorData, over covered: [Bool]) throws -> IndicatorValues {
    if leastSquareMeters == 0 {
      return try data.share(
        try data.within(meters, of: .greenSpaces), over: covered)
    }
    let cells = try data.people()
    let layers = try data.entries(.greenSpaces).map { try data.layer($0) }
    let figures = try zip(layers, try large(layers, in: data)).map { layer, features in
      try data.costs(
        to: layer.reordered(features), as: "\(layer.name) of \(leastSquareMeters) m²"
      ).within(meters, of: cells)
    }
    return try data.share(figures.dropFirst().reduce(figures[0]) { $0.either($1) }, over: covered)
  }

  /// The features of each layer that are large enough, with all ground that hangs together with them.
  /// - Throws: `MissingData` when features are points, whose size nobody knows.
  private func large(_ layers: [StudyLayer], in data: IndicatorData) throws -> [[Int]] {
    guard layers.allSatisfy({ $0.layer.geometries.kinds.contains(where: \.isAreal) }) else {
      throw MissingData(roles: definition.needs, reason: .notKnown)
    }
    let ground = try layers.map { try data.context.areal($0.name, dissolves: false).index }
    return try ConnectedGround.features(
      of: ground, atLeast: leastSquareMeters, threads: data.context.threads)
  }
}
