import ArgumentParser
import Geo
import Planning

/// Whose people are counted.
struct PeopleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where people live: polygons, grid cells by code, or points; the zones if not given.",
      valueName: "layer"))
  var people: String?

  @Option(
    help: ArgumentHelp("The attribute of --people that counts them.", valueName: "attribute"))
  var peopleField: String?

  @Option(
    help: ArgumentHelp(
      "Write where every person of the input went, one row an input (CSV).", valueName: "file"))
  var ledger: String?

  mutating func validate() throws {
    if people != nil, peopleField == nil {
      throw ValidationError("--people needs --people-field.")
    }
    if people == nil, peopleField != nil {
      throw ValidationError("--people-field needs --people.")
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
