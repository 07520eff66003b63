import GeoCore

/// A column as a map shows it: its values, what they are, and the words for them.
struct MapVariable {
  let name: String
  let column: Column
  /// What it is, where the dictionary or the file says.
  let field: Field?
  let label: String
  /// Whether the values are differences.
  let isChange: Bool
  /// Years and the like: numbers that are names.
  let isYear: Bool
  /// Why values are missing.
  private let reasons: Column?
  private let reasonField: Field?
  private let language: Wording.Language

  init(
    _ name: String, _ column: Column, in layer: Layer, credits: ResultCredits,
    language: Wording.Language
  ) {
    self.name = name
    self.column = column
    self.language = language
    let field = column.field ?? credits.field(name)
    self.field = field
    label = TextMetrics.shortened(field?.label[language] ?? ValueFormat.title(ofColumn: name))
    isChange = name.hasSuffix("_change")
    isYear = field.map { $0.kind == .identifier } ?? Self.isYear(name, column)
    let reason = field?.reason ?? name + "_reason"
    reasons = layer.attributes[reason]
    reasonField = reasons?.field ?? credits.field(reason)
  }

  /// Numbers; nil when anything but numbers is there.
  func numbers(_ features: [Int]) -> [Double?]? {
    let isNumeric = features.allSatisfy {
      switch column.kinds[$0] {
      case .absent, .null, .integer, .number: true
      case .bool, .string, .json: false
      }
    }
    guard isNumeric else { return nil }
    return (0..<column.count).map { column.double($0).flatMap { $0.isFinite ? $0 : nil } }
  }

  /// How numbers are written.
  func format(largest: Double) -> ValueFormat {
    let format = ValueFormat(field, column: stem, largest: largest).in(language)
    if isYear { return format.ungrouped }
    return isChange ? format.ofDifferences : format
  }

  /// What a person reads for a word of a category.
  func word(_ value: String) -> String {
    field?.values.first { $0.value == value }?.label[language] ?? value
  }

  /// Why a feature has no value, in words; nil when nobody says.
  func reason(_ row: Int) -> String? {
    guard let value = reasons?.string(row), !value.isEmpty else { return nil }
    return reasonField?.values.first { $0.value == value }?.label[language]
      ?? value.split(separator: "_").joined(separator: " ")
  }

  /// Whether values are amounts, which grow with the size of a zone: circles are for them.
  var isAmount: Bool {
    if let field { return [.count, .people, .area].contains(field.kind) }
    let words = stem.lowercased().split(separator: "_")
    if isYear || words.contains("per") { return false }
    let endings = ["m2", "km2", "ha"]
    return words.contains { Self.amounts.contains(String($0)) }
      || words.last.map { endings.contains(String($0)) } ?? false
  }

  /// What makes columns comparable on one scale: kind and unit.
  var scale: String {
    let kind = field?.kind.rawValue ?? ValueFormat(column: stem, largest: 0).unit ?? ""
    return "\(kind) \(isAmount) \(isChange) \(isYear)"
  }

  private var stem: String {
    for ending in ["_before", "_after", "_change"] where name.hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  private static let amounts: Set<String> = [
    "population", "people", "inhabitants", "habitants", "count", "effectif", "effectifs", "nb",
    "households", "menages", "dwellings", "logements", "jobs", "emplois",
  ]
  private static let years: Set<String> = [
    "year", "annee", "année", "date", "millesime", "millésime",
  ]

  private static func isYear(_ name: String, _ column: Column) -> Bool {
    let values = (0..<column.count).compactMap { column.double($0) }
    guard !values.isEmpty, values.allSatisfy({ $0 == $0.rounded() }) else { return false }
    let words = name.lowercased().split(separator: "_").map(String.init)
    if words.contains(where: years.contains) { return values.allSatisfy { (1000...2999) ~= $0 } }
    let isUnit = words.count > 1 && ["m", "m2", "ha", "km", "km2", "min"].contains(words.last)
    return !isUnit && !words.contains(where: amounts.contains)
      && values.allSatisfy { (1500...2100) ~= $0 }
  }
}
