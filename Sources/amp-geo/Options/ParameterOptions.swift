import ArgumentParser
import PlanningStudies

extension Option {
  /// An option that is declared as a parameter of a study.
  init(_ parameter: Parameter) where Value == Double? {
    self.init(
      name: .customLong(parameter.option), parsing: .unconditional,
      help: ArgumentHelp(stringLiteral: parameter.help).named(parameter.valueName),
      transform: parameter.parse)
  }

  /// An option that takes several values, separated by commas.
  init(_ parameter: Parameter) where Value == [Double]? {
    self.init(
      name: .customLong(parameter.option), parsing: .unconditional,
      help: ArgumentHelp(stringLiteral: parameter.help).named(parameter.valueName),
      transform: { try parameter.units?.parseList($0) ?? [] })
  }
}

extension ArgumentHelp {
  fileprivate func named(_ valueName: String) -> ArgumentHelp {
    var help = self
    help.valueName = valueName
    return help
  }
}

extension Parameter {
  fileprivate var valueName: String {
    guard let unit = units?.factors.first?.name else { return "factor" }
    return isList ? "\(unit),\(unit),…" : unit
  }

  /// - Throws: `ValidationError` for what is no number, or has an unknown unit.
  fileprivate func parse(_ text: String) throws -> Double {
    try units?.parse(text) ?? DecimalOption.parse(text)
  }

  /// Refuses values out of range.
  /// - Throws: `ValidationError` naming the option.
  func require(_ values: [Double]) throws {
    for value in values {
      if let fault = fault(of: value) { throw ValidationError("--\(option) \(fault).") }
    }
  }

  func require(_ value: Double?) throws { try require(value.map { [$0] } ?? []) }
}
