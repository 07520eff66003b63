public import GeoCore

/// A layer that a map shows around the zones of its column: what orients, not what is measured.
///
/// **CRS:** that of the map's layer. **Shapes:** all.
public struct MapOverlay: Sendable {
  /// What a layer is, which says how it looks and whether it lies below the zones or over them.
  public enum Role: Sendable, Equatable {
    /// The user's own points, lines or areas, over the zones; areas as outlines.
    case over
    /// Sea, lakes and rivers, over the zones: water has no share in them.
    case water
    /// Parks and woods, below the zones.
    case green
    /// Streets, over the zones, by rank from 0 (motorways).
    case roads(rank: Int)
  }

  /// The shapes.
  public var geometries: Geometries
  /// What the legend calls it; layers of the same title have one row.
  public var title: String
  /// How it looks.
  public var role: Role
  /// Whether its limits are orientation only: dashed, and said in the legend.
  public var isIndicative: Bool

  /// A layer around the zones.
  public init(
    _ geometries: Geometries, title: String, role: Role = .over, isIndicative: Bool = false
  ) {
    self.geometries = geometries
    self.title = title
    self.role = role
    self.isIndicative = isIndicative
  }

  /// Water, streets and the like of an extract are called the same in every map.
  public static func title(of role: Role, _ language: Wording.Language) -> String {
    switch role {
    case .over: ""
    case .water: MapWords.water[language]
    case .green: MapWords.green[language]
    case .roads: MapWords.roads[language]
    }
  }

  var isBelowZones: Bool { role == .green }
}
