import ArgumentParser
import GeoCore
import PlanningStudies

/// Whose people are counted, and where the account of them goes.
struct CountedPeopleOptions: ParsableArguments {
  @OptionGroup var source: PeopleOptions

  @Option(
    help: ArgumentHelp(
      "Write where every person of the input went, one row an input (CSV).", valueName: "file"),
    completion: .csv)
  var ledger: String?
}

/// Whose people are counted.
struct PeopleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where people live: polygons, grid cells by code, or points; the zones if not given.",
      valueName: "layer"), completion: .layer)
  var people: String?

  @Option(
    help: ArgumentHelp(
      "The attribute of --people that counts them (population).", valueName: "attribute"))
  var peopleField: String?

  mutating func validate() throws {
    if people == nil, peopleField != nil {
      throw ValidationError("--people-field needs --people.")
    }
  }

  /// The people named; nil when none are.
  var named: PeopleEntry? {
    people.map { PeopleEntry(source: $0, field: peopleField ?? PeopleEntry.usualField) }
  }

  /// The people named, or those that the zones themselves count; nil when nobody is counted.
  func entry(_ zones: ZoneOptions) -> PeopleEntry? {
    named ?? zones.population.map { PeopleEntry(source: nil, field: $0) }
  }
}

/// `[NAME=]COLUMN`: a column of the layer of that name; without one, of every layer.
struct NamedColumn: ExpressibleByArgument {
  var layer: String?
  var column: String

  init?(argument: String) {
    let halves = argument.split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.allSatisfy({ !$0.isEmpty }), let last = halves.last else { return nil }
    layer = halves.count == 2 ? String(halves[0]) : nil
    column = String(last)
  }
}

extension [NamedColumn] {
  /// The column for a layer: the one that names it, else the one for all; the last of several.
  func column(of layer: String) -> String? {
    (last { $0.layer == layer } ?? last { $0.layer == nil })?.column
  }

  /// - Throws: `ValidationError` for a column of a layer that is not there.
  func requireLayers(_ names: [String], option: String) throws {
    for case let name? in map(\.layer) where !names.contains(name) {
      throw ValidationError(
        "\(option) names \(name), which is none of the layers: \(names.joined(separator: ", ")).")
    }
  }
}

/// `NAME=METRES`: how exact a layer's borders are.
struct NamedAccuracy: ExpressibleByArgument {
  var name: String
  var meters: Double

  init?(argument: String) {
    let halves = argument.split(separator: "=", maxSplits: 1)
    guard halves.count == 2, let quantity = Quantity(String(halves[1])),
      let meters = Quantity.meters.value(of: quantity), meters >= 0, meters <= 100_000
    else { return nil }
    name = String(halves[0])
    self.meters = meters
  }
}

extension [NamedAccuracy] {
  /// The accuracy given for a layer; nil when none is.
  func meters(of name: String) -> Double? { last { $0.name == name }?.meters }

  /// - Throws: `ValidationError` for a name that no layer has, and for one that is given twice.
  func requireUsable(for names: [String]) throws {
    for (i, one) in enumerated() {
      guard names.contains(one.name) else {
        throw ValidationError(
          "--accuracy names \(one.name), which is none of \(names.joined(separator: ", ")).")
      }
      if self[..<i].contains(where: { $0.name == one.name }) {
        throw ValidationError("--accuracy names \(one.name) twice.")
      }
    }
  }
}
