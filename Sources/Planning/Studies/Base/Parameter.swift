internal import GeoCore

/// A number, or a list of numbers, that a study can be given: declared once for the key of a plan, the
/// option of a command, help and documents.
public struct Parameter: Sendable {
  /// In a section of a plan: `cell_size_m`.
  public let key: String
  /// On a command line, without its dashes: `cell-size`.
  public let option: String
  /// What option and key count in; nil for a bare number.
  public let units: Quantity.Units?
  /// The values that may be given, both ends included; of a list, for each of them.
  public let range: ClosedRange<Double>
  /// Whether several may be given.
  public let isList: Bool
  /// What holds when nothing is given, in words.
  public let usual: String
  /// What it is, a sentence without its full stop.
  public let meaning: String

  /// Declares a parameter.
  public init(
    key: String, option: String, units: Quantity.Units?, in range: ClosedRange<Double>,
    isList: Bool = false, usual: String, meaning: String
  ) {
    self.key = key
    self.option = option
    self.units = units
    self.range = range
    self.isList = isList
    self.usual = usual
    self.meaning = meaning
  }

  /// The meaning and what holds else, for help.
  public var help: String { "\(meaning) (\(usual))." }

  /// The range for people: `10 … 100,000`, or `above 0`.
  public var rangeText: String {
    if range.lowerBound == Self.leastPositive { return "above 0" }
    if range.upperBound == .greatestFiniteMagnitude {
      return "\(JSONText.number(range.lowerBound)) or more"
    }
    return "\(JSONText.number(range.lowerBound)) … \(JSONText.number(range.upperBound))"
  }

  /// What is above 0.
  public static let positive = leastPositive...Double.greatestFiniteMagnitude
  /// What is 0 or more.
  public static let notNegative = 0...Double.greatestFiniteMagnitude
  private static let leastPositive = Double.leastNonzeroMagnitude

  /// What is wrong with a value; nil when nothing is.
  public func fault(of value: Double) -> String? {
    if range.contains(value) { return nil }
    if range.lowerBound == Self.leastPositive { return "must be greater than 0" }
    let unit = units.map { " \($0.word)" } ?? ""
    let low = JSONText.number(range.lowerBound)
    if range.upperBound == .greatestFiniteMagnitude { return "must be \(low)\(unit) or more" }
    return "must be from \(low) to \(JSONText.number(range.upperBound))\(unit)"
  }
}
