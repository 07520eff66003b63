public import GeoCore

/// A figure that others have defined, so that places can be compared: its definition, and how it is
/// computed of zones, of people, and of what a plan names.
///
/// To add one: a file in `Definitions` with a type that conforms, and a line in `IndicatorList`.
protocol Indicator: Sendable {
  var definition: IndicatorDefinition { get }

  /// The figure of each zone, and of the covered ones together.
  ///
  /// - Parameter covered: for each zone whether the data covers it; those that it does not cover have no
  ///   part in the total, and what is said of them is not read.
  /// - Throws: `MissingData` for what the plan does not give; what is wrong with what it gives.
  func values(in data: IndicatorData, over covered: [Bool]) throws -> IndicatorValues
}

extension Indicator {
  /// The figure of each zone that the data covers, and of these together; null elsewhere.
  /// - Throws: as `values`.
  func coveredValues(in data: IndicatorData) throws -> IndicatorValues {
    let covered = try data.coveredZones(definition.needs)
    var values = try values(in: data, over: covered)
    for zone in covered.indices where !covered[zone] {
      values.zones[zone] = .unknown(data.hasGround(zone) ? .notCovered : .noGround)
    }
    if !covered.contains(true) { values.total = .unknown(.notCovered) }
    return values
  }
}

/// What an indicator says, and where it comes from.
public struct IndicatorDefinition: Sendable {
  /// As plans and command lines name it: `sdg-11.2.1`.
  public let id: String
  /// What kind of number it is.
  public let kind: Field.Kind
  /// What it counts in: `share`, `people` …; results have the English.
  public let unit: Wording
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

extension Wording {
  /// The unit of what is from 0 to 1.
  static let share = Wording(en: "share", fr: "part")
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

/// The figures of zones and of all of them.
struct IndicatorValues: Sendable {
  var zones: [IndicatorValue]
  var total: IndicatorValue
  /// What would complete the figures and is not given.
  var lacking: [IndicatorRole] = []

  init(zones: [IndicatorValue], total: IndicatorValue) {
    self.zones = zones
    self.total = total
  }

  /// - Parameters:
  ///   - covered: for each zone whether it has a part in the total.
  ///   - total: nil when no covered zone has a figure: then the reason is the zones'.
  init(zones: [IndicatorValue], over covered: [Bool], total: IndicatorValue?) {
    self.zones = zones
    self.total = total ?? .unknown(Self.reasonWithoutTotal(zones, over: covered))
  }

  /// The same reason everywhere.
  static func unknown(_ reason: IndicatorReason, zones count: Int) -> IndicatorValues {
    IndicatorValues(
      zones: Array(repeating: .unknown(reason), count: count), total: .unknown(reason))
  }

  /// A number that the source lacks might have made a figure, so that it comes first.
  private static func reasonWithoutTotal(
    _ zones: [IndicatorValue], over covered: [Bool]
  ) -> IndicatorReason {
    let reasons = zip(zones, covered).filter(\.1).compactMap(\.0.reason)
    let first = [IndicatorReason.notKnown, .noPeople].first { reasons.contains($0) }
    return first ?? reasons.first ?? .notCovered
  }
}

/// Data that an indicator needs and a plan does not name, or that does not say what is asked.
struct MissingData: Error {
  var roles: [IndicatorRole]
  /// Whether it is people who are not counted.
  var isOfPeople = false
  var reason = IndicatorReason.noData
}
