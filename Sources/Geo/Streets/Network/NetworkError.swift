public import GeoCore

/// Why a street network cannot be made or used.
public struct NetworkError: GeoFailure, Equatable {
  /// The file that is at fault; nil for arrays that come from elsewhere.
  public var path: String?
  /// What is wrong with it.
  public var reason: String
  /// What to do next; nil when the reason says it.
  public var remedy: String?
  /// `badData`, unless the file is missing or was asked for wrongly.
  public var kind: FailureKind

  /// Why a network cannot be made or used; the path where a file is to blame.
  public init(
    path: String? = nil, reason: String, remedy: String? = nil, kind: FailureKind = .badData
  ) {
    self.path = path
    self.reason = reason
    self.remedy = remedy
    self.kind = kind
  }

  /// Path, reason and remedy, in one line.
  public var description: String {
    (path.map { "\($0): " } ?? "") + reason + (remedy.map { "; \($0)" } ?? "")
  }

  /// The same with the file named.
  func at(_ path: String) -> NetworkError {
    var placed = self
    placed.path = path
    return placed
  }
}
