/// Which features a map names. No name lies over another or leaves the map, whichever is chosen.
public enum MapLabels: String, Sendable, CaseIterable {
  /// None.
  case none
  /// The largest, as far as their names fit into them.
  case auto
  /// All for which there is room.
  case all

  /// One line for `--help`.
  public var summary: String {
    switch self {
    case .none: "no names"
    case .auto: "names that fit into their zones, the largest first"
    case .all: "as many names as there is room for"
    }
  }
}
