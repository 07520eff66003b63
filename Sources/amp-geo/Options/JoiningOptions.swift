import ArgumentParser
import Geo
import Planning

/// How far places may lie from streets.
struct SnapOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "A place farther than that from every street is not connected.", valueName: "m"))
  var maxSnap: Double = EdgeSnapper.usualReachMeters

  mutating func validate() throws {
    guard (0...100_000).contains(maxSnap) else {
      throw ValidationError("--max-snap must be from 0 to 100000 metres.")
    }
  }
}

/// How places are joined to a street network.
struct JoiningOptions: ParsableArguments {
  @OptionGroup var snapping: SnapOptions

  @Option(
    help: ArgumentHelp(
      "Points by which facilities are entered; others keep their own.", valueName: "layer"))
  var entrances: String?

  @Option(
    help: ArgumentHelp("The column of entrances that names the facility.", valueName: "column"))
  var entranceOf: String = Entrances.usualColumn

  var maxSnap: Double { snapping.maxSnap }

  /// Whether nothing was said that only a network takes.
  var isUnused: Bool {
    maxSnap == EdgeSnapper.usualReachMeters && entrances == nil
      && entranceOf == Entrances.usualColumn
  }

  func givenEntrances(_ loader: LayerLoader) throws -> NetworkJoining.GivenEntrances? {
    try entrances.map {
      NetworkJoining.GivenEntrances(
        try loader.load($0, name: "entrances"), column: entranceOf)
    }
  }
}
