import ArgumentParser
import GeoCore
import GeoStreets
import PlanningAccess
import PlanningStudies

/// How far places may lie from streets.
struct SnapOptions: ParsableArguments {
  @Option(
    name: .customLong("max-snap"), parsing: .unconditional,
    help: ArgumentHelp(
      "A place farther than that from every street is not connected "
        + "(\(JSONText.number(EdgeSnapper.usualReachMeters))).", valueName: "m"),
    transform: Quantity.meters.parse)
  var givenMaxSnap: Double?

  var maxSnap: Double { givenMaxSnap ?? EdgeSnapper.usualReachMeters }
  var isGiven: Bool { givenMaxSnap != nil }

  /// A network with places joined to it as far as that.
  func network(_ file: String) -> NetworkEntry {
    var entry = NetworkEntry(source: file)
    entry.maxSnapMeters = maxSnap
    return entry
  }

  mutating func validate() throws {
    guard (0...EdgeSnapper.mostReachMeters).contains(maxSnap) else {
      throw ValidationError("--max-snap must be from 0 to 100000 metres.")
    }
  }
}

/// How places are joined to a street network.
struct JoiningOptions: ParsableArguments {
  @OptionGroup var snapping: SnapOptions

  @Option(
    help: ArgumentHelp(
      "Points by which facilities are entered; others keep their own.", valueName: "layer"),
    completion: .layer)
  var entrances: String?

  @Option(
    name: .customLong("entrance-of"),
    help: ArgumentHelp(
      "The column of entrances that names the facility (\(Entrances.usualColumn)).",
      valueName: "column"))
  var givenEntranceOf: String?

  var entranceOf: String { givenEntranceOf ?? Entrances.usualColumn }

  /// The options that were given, by their names.
  var given: [String] {
    (snapping.isGiven ? ["--max-snap"] : []) + (entrances == nil ? [] : ["--entrances"])
      + (givenEntranceOf == nil ? [] : ["--entrance-of"])
  }

  mutating func validate() throws {
    if givenEntranceOf != nil, entrances == nil {
      throw ValidationError("--entrance-of goes with --entrances.")
    }
  }

  /// The layer of entrances, if one is named.
  var layers: [LayerEntry] { entrances.map { [LayerEntry(name: "entrances", source: $0)] } ?? [] }

  /// The entrances as a study takes them.
  var entranceEntry: EntranceEntry? {
    entrances.map { _ in EntranceEntry(layer: "entrances", column: entranceOf) }
  }
}
