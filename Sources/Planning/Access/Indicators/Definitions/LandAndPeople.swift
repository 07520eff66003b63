internal import GeoCore
internal import Glibc
internal import PlanningStudies

/// Built-up ground and people at two dates: SDG 11.3.1, and the land that each new inhabitant has taken.
struct LandAndPeople: Indicator {
  let definition: IndicatorDefinition
  private let isRatio: Bool

  private init(
    _ id: String, isRatio: Bool, unit: Wording, label: Wording, formula: Wording, source: String
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
    "sdg-11.3.1", isRatio: true, unit: Wording(en: "ratio", fr: "rapport"),
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
    "zan", isRatio: false, unit: Wording(en: "m² per new inhabitant", fr: "m² par nouvel habitant"),
    label: Wording(
      en: "Land taken per new inhabitant", fr: "Sol artificialisé par nouvel habitant"),
    formula: Wording(
      en: "(V₂ − V₁) / (P₂ − P₁), where people have become more.",
      fr: "(V₂ − V₁) / (P₂ − P₁), où la population a crû."),
    source: "Loi n° 2021-1104 du 22 août 2021, art. 191 (zéro artificialisation nette)")

  func values(in data: IndicatorData, over covered: [Bool]) throws -> IndicatorValues {
    let missing = data.missing(definition.needs)
    guard missing.isEmpty else { throw MissingData(roles: missing) }
    let (before, after) = (try data.areas(.builtUpBefore), try data.areas(.builtUp))
    let (earlier, later) = (try data.numbers(.populationBefore), try data.numbers(.populationAfter))
    func years(from before: IndicatorRole, to role: IndicatorRole) throws -> Double {
      guard let from = try data.year(before), let to = try data.year(role), to > from else {
        throw InputError(
          reason: "\"\(role.rawValue)\" needs a year after that of its counterpart",
          remedy: "add year: to both")
      }
      return to - from
    }
    let spans: (land: Double, people: Double) =
      isRatio
      ? (
        land: try years(from: .builtUpBefore, to: .builtUp),
        people: try years(from: .populationBefore, to: .populationAfter)
      ) : (1, 1)
    func value(_ v1: Double, _ v2: Double, _ p1: Double, _ p2: Double) -> IndicatorValue {
      guard p1 > 0, p2 > 0 else { return .unknown(.noPeople) }
      if !isRatio {
        return p2 > p1 ? IndicatorValue((v2 - v1) / (p2 - p1)) : .unknown(.noChange)
      }
      guard v1 > 0 else { return .unknown(.noGround) }
      let growth = log(p2 / p1) / spans.people
      return growth == 0
        ? .unknown(.noChange) : IndicatorValue((v2 - v1) / v1 / spans.land / growth)
    }
    // What is not known of one of the four would be a change of it.
    var sums: (v1: Double, v2: Double, p1: Double, p2: Double)?
    let zones = (0..<data.zones.count).map { zone -> IndicatorValue in
      guard data.hasGround(zone) else { return .unknown(.noGround) }
      guard let p1 = earlier[zone], let p2 = later[zone] else { return .unknown(.notKnown) }
      let (v1, v2) = (before[zone], after[zone])
      if covered[zone] {
        let sum = sums ?? (0, 0, 0, 0)
        sums = (sum.v1 + v1, sum.v2 + v2, sum.p1 + p1, sum.p2 + p2)
      }
      return value(v1, v2, p1, p2)
    }
    return IndicatorValues(
      zones: zones, over: covered, total: sums.map { value($0.v1, $0.v2, $0.p1, $0.p2) })
  }
}
