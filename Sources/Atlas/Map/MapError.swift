public import GeoCore

/// Why a map cannot be drawn.
public enum MapError: GeoFailure, Equatable {
  /// The layer has no column of that name; `known` are those it has.
  case unknownColumn(String, known: [String], path: String)
  /// No feature with a geometry has a value in the column.
  case noValues(column: String, path: String)
  /// No feature has a vertex.
  case noGeometry(path: String)
  /// A coordinate that cannot be drawn.
  case badCoordinate(path: String, feature: String, reason: String)
  /// An option out of its range.
  case badOption(name: String, reason: String)

  /// `usage` for a choice that cannot be met, `badData` for a layer that cannot be drawn.
  public var kind: FailureKind {
    switch self {
    case .unknownColumn, .badOption: .usage
    case .noValues, .noGeometry, .badCoordinate: .badData
    }
  }

  /// What is wrong, where, and what to do, in one line.
  public var description: String {
    switch self {
    case .unknownColumn(let name, let known, let path):
      known.isEmpty
        ? "\(path): no column '\(name)': the layer has no columns at all"
        : "\(path): no column '\(name)'; it has: \(known.joined(separator: ", "))"
    case .noValues(let column, let path):
      "\(path): column '\(column)' has no value in any feature with a geometry; "
        + "choose another column"
    case .noGeometry(let path):
      "\(path): no feature has a geometry, so there is nothing to draw; "
        + "name a layer with points, lines or polygons"
    case .badCoordinate(let path, let feature, let reason):
      "\(path): feature \(feature): \(reason)"
    case .badOption(let name, let reason):
      "\(name): \(reason)"
    }
  }
}
