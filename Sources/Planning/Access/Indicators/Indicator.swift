public import GeoCore

/// A figure that others have defined, so that places can be compared: its definition, and how it is
/// computed of zones, of people, and of what a plan names.
///
/// To add one: a file in `Definitions` with a type that conforms, and a line in `IndicatorList`.
protocol Indicator: Sendable {
  var definition: IndicatorDefinition { get }

  /// The figure of each zone and of all.
  /// - Throws: `MissingData` for what the plan does not give; what is wrong with what it gives.
  func values(in data: IndicatorData) throws -> IndicatorValues
}

/// What an indicator says, and where it comes from.
public struct IndicatorDefinition: Sendable {
  /// As plans and command lines name it: `sdg-11.2.1`.
  public let id: String
  /// What kind of number it is.
  public let kind: Field.Kind
  /// What it counts in: `share`, `people` …
  public let unit: String
  /// A heading.
  public let label: Wording
  /// How it is computed, in a sentence.
  public let formula: Wording
  /// What it does not say.
  public let limits: Wording
  /// Who has defined it, where.
  public let source: String
  /// What it is computed of, beside zones and people.
  public let needs: [IndicatorRole]

  /// The name of its column: `sdg_11_2_1`.
  public var column: String { id.replacing("-", with: "_").replacing(".", with: "_") }
}

/// A figure with what it is at least and at most.
struct IndicatorValue: Sendable, Equatable {
  var value: Double?
  var low: Double?
  var high: Double?
  /// Why there is none; nil where there is one.
  var reason: IndicatorReason?

  init(_ value: Double?, low: Double? = nil, high: Double? = nil) {
    self.value = value
    self.low = low
    self.high = high
  }

  static func unknown(_ reason: IndicatorReason) -> IndicatorValue {
    var value = IndicatorValue(nil)
    value.reason = reason
    return value
  }
}

/// Why an indicator has no figure.
public enum IndicatorReason: String, Sendable, CaseIterable {
  /// The plan does not name the data.
  case noData = "no_data"
  /// The data does not cover the zone.
  case notCovered = "not_covered"
  /// Nobody lives there, or nobody whom it is about.
  case noPeople = "no_people"
  /// The zone has no area, or there is nothing to take a share of.
  case noGround = "no_ground"
  /// The counts of people have no such group.
  case noGroup = "no_group"
  /// Nothing has changed that a change could be divided by.
  case noChange = "no_change"
}

/// The figures of zones and of all of them.
struct IndicatorValues: Sendable {
  var zones: [IndicatorValue]
  var total: IndicatorValue

  /// The same reason everywhere.
  static func unknown(_ reason: IndicatorReason, zones count: Int) -> IndicatorValues {
    IndicatorValues(
      zones: Array(repeating: .unknown(reason), count: count), total: .unknown(reason))
  }
}

/// Data that an indicator needs and a plan does not name.
struct MissingData: Error {
  var roles: [IndicatorRole]
  var reason = IndicatorReason.noData
}
