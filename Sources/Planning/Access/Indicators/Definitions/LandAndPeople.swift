internal import GeoCore
internal import Glibc
internal import PlanningStudies

/// Built-up ground and people at two dates: SDG 11.3.1, and the land that each new inhabitant has taken.
struct LandAndPeople: Indicator {
  let definition: IndicatorDefinition
  private let isRatio: Bool

  private init(
    _ id: String, isRatio: Bool, unit: String, label: Wording, formula: Wording, source: String
  ) {
    self.isRatio = isRatio
    definition = IndicatorDefinition(
      id: id, kind: .score, unit: unit, label: label, formula: formula,
      limits: Wording(
        en:
          "As good as the two layers of built-up ground: a finer one finds more of it, which is no growth.",
        fr: "Vaut ce que valent les deux couches de sol bâti : la plus fine en trouve davantage."),
      source: source, needs: [.builtUpBefore, .builtUp, .populationBefore, .populationAfter])
  }

  static let ratio = LandAndPeople(
    "sdg-11.3.1", isRatio: true, unit: "ratio",
    label: Wording(
      en: "Land consumption to population growth",
      fr: "Consommation d’espace sur croissance démographique"),
    formula: Wording(
      en:
        "((V₂ − V₁) / V₁ / years of land) / (ln(P₂ / P₁) / years of people), V built-up ground, P people.",
      fr:
        "((V₂ − V₁) / V₁ / années du sol) / (ln(P₂ / P₁) / années des habitants), V sol bâti, P habitants."
    ),
    source: "UN-Habitat 2021, SDG indicator metadata 11.3.1")
  static let perInhabitant = LandAndPeople(
    "zan", isRatio: false, unit: "m² per new inhabitant",
    label: Wording(
      en: "Land taken per new inhabitant", fr: "Sol artificialisé par nouvel habitant"),
    formula: Wording(
      en: "(V₂ − V₁) / (P₂ − P₁), where people have become more.",
      fr: "(V₂ − V₁) / (P₂ − P₁), où la population a crû."),
    source: "Loi n° 2021-1104 du 22 août 2021, art. 191 (zéro artificialisation nette)")

  func values(in data: IndicatorData) throws -> IndicatorValues {
    let missing = data.missing(definition.needs)
    guard missing.isEmpty else { throw MissingData(roles: missing) }
    let (before, after) = (try data.areas(.builtUpBefore), try data.areas(.builtUp))
    let (earlier, later) = (try data.numbers(.populationBefore), try data.numbers(.populationAfter))
    func years(_ from: Double?, _ to: Double?, _ role: IndicatorRole) throws -> Double {
      guard let from, let to, to > from else {
        throw InputError(
          reason: "\"\(role.rawValue)\" needs a year after that of its counterpart",
          remedy: "add year: to both")
      }
      return to - from
    }
    let spans: (land: Double, people: Double) =
      isRatio
      ? (
        land: try years(before.year, after.year, .builtUp),
        people: try years(earlier.year, later.year, .populationAfter)
      ) : (1, 1)
    func value(_ v1: Double, _ v2: Double, _ p1: Double?, _ p2: Double?) -> IndicatorValue {
      guard let p1, let p2, p1 > 0, p2 > 0 else { return .unknown(.noPeople) }
      if !isRatio {
        return p2 > p1 ? IndicatorValue((v2 - v1) / (p2 - p1)) : .unknown(.noChange)
      }
      guard v1 > 0 else { return .unknown(.noGround) }
      let growth = log(p2 / p1) / spans.people
      return growth == 0
        ? .unknown(.noChange) : IndicatorValue((v2 - v1) / v1 / spans.land / growth)
    }
    func sum(_ numbers: [Double?]) -> Double? { numbers.compactMap { $0 }.reduce(0, +) }
    return IndicatorValues(
      zones: (0..<data.zones.count).map { zone in
        value(
          before.areas[zone], after.areas[zone], earlier.values[zone], later.values[zone])
      },
      total: value(
        before.areas.reduce(0, +), after.areas.reduce(0, +), sum(earlier.values), sum(later.values))
    )
  }
}
