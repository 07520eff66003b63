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

  /// The layer and the feature, or the option.
  public func place(at door: any Door) -> String {
    switch self {
    case .unknownColumn(_, _, let path), .noValues(_, let path), .noGeometry(let path): path
    case .badCoordinate(let path, let feature, _): "\(path): feature \(feature)"
    case .badOption(let name, _): name
    }
  }

  /// What is wrong, without the place.
  public var reason: String {
    switch self {
    case .unknownColumn(let name, let known, _):
      Self.unknown(name, known)
    case .noValues(let column, _):
      "column '\(column)' has no value in any feature with a geometry"
    case .noGeometry: "no feature has a geometry, so there is nothing to draw"
    case .badCoordinate(_, _, let reason), .badOption(_, let reason): reason
    }
  }

  /// As many names as can be read at a glance.
  private static let mostNames = 12

  private static func unknown(_ name: String, _ known: [String]) -> String {
    if known.isEmpty { return "no column '\(name)': the layer has no columns at all" }
    if known.count <= mostNames {
      return "no column '\(name)'; it has: \(known.joined(separator: ", "))"
    }
    let wanted = name.lowercased()
    typealias Ranked = (distance: Int, isPart: Bool, place: Int, name: String)
    let ranked = known.enumerated().map { place, other -> Ranked in
      let isPart = other.lowercased().contains(wanted) || wanted.contains(other.lowercased())
      return (distance: EditDistance.between(wanted, other.lowercased()), isPart, place, other)
    }
    .sorted { (a: Ranked, b: Ranked) in
      if a.isPart != b.isPart { return a.isPart }
      return a.distance != b.distance ? a.distance < b.distance : a.place < b.place
    }
    let nearest = ranked.prefix(6).map(\.name).joined(separator: ", ")
    return "no column '\(name)'; of its \(known.count) columns the most like it are: \(nearest)"
  }

  /// What to do next; nil when the reason says it.
  public var remedy: Remedy? {
    switch self {
    case .noValues: "choose another column"
    case .noGeometry: "name a layer with points, lines or polygons"
    case .unknownColumn, .badCoordinate, .badOption: nil
    }
  }
}
