internal import GeoCore
internal import PlanningStudies

/// Who lives at the origins of a study of measures.
struct AccessPeople: Sendable {
  /// At each origin; nil when nobody was counted.
  let counted: [Double]?
  /// How many counts are missing, and where; nil when none is.
  let note: String?
  /// The group of each origin; nil when nobody asked.
  let groups: [String?]?
  /// The income at each origin; nil when nobody asked.
  let incomes: [Double?]?

  /// - Throws: `InputError` for columns that are not there or do not hold what they should, and for
  ///   such as the scores would replace.
  init(of origins: Places, for study: AccessMeasureStudy) throws(InputError) {
    let names = study.measures.map(\.name)
    for case (let setting, let name?) in [
      (AccessSetting.demand, study.demand), (.groups, study.groups),
    ] where Self.isTaken(name, names) {
      throw InputError(
        setting, name, path: origins.path,
        reason: "a column of the results has the same name",
        remedy: "give the column another name")
    }
    var amounts: Amounts?
    if let demand = study.demand { amounts = try origins.amounts(demand) }
    counted = amounts?.values
    note = amounts?.note
    var groups: [String?]?
    if let name = study.groups {
      let column = try origins.column(name)
      groups = (0..<origins.count).map { column.key($0) }
    }
    self.groups = groups
    var incomes: [Double?]?
    if let name = study.income { incomes = try origins.numbers(name) }
    self.incomes = incomes
  }

  /// One for each origin: its people, or 1 when nobody was counted.
  func weights(_ count: Int) -> [Double] { counted ?? Array(repeating: 1, count: count) }

  /// Whether a column of this name is one of the results'.
  private static func isTaken(_ name: String, _ measures: [String]) -> Bool {
    let endings = ["", "_reason", "_after", "_after_reason", "_change"]
    return name == "boundary_bias"
      || measures.contains { measure in endings.contains { measure + $0 == name } }
  }
}
