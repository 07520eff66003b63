import ArgumentParser
import GeoCore
import PlanningStudies

/// Numbers of options without a unit.
enum DecimalOption {
  /// - Throws: `ValidationError` for what is no decimal number: `0x10`, `nan`, `1,5`.
  static func parse(_ text: String) throws -> Double {
    guard let number = DecimalNumber.value(text) else {
      throw ValidationError("\"\(text)\" is not a number; write it like 1.5.")
    }
    return number
  }
}

/// Distances, times, areas and speeds of options, with their units or in the one that help names.
extension Quantity.Units {
  /// - Throws: `ValidationError` that says what is wrong and what may stand there.
  func parse(_ text: String) throws -> Double {
    guard let quantity = Quantity(text) else {
      throw ValidationError("\"\(text)\" is not \(kind); write it like \(example).")
    }
    guard let value = value(of: quantity) else {
      throw ValidationError("the unit \(quantity.unit) is not known; known: \(names).")
    }
    return value
  }

  /// Several, separated by commas.
  func parseList(_ text: String) throws -> [Double] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { try parse(String($0)) }
  }
}
