public import GeoCore

/// Why a street network cannot be made or used.
public struct NetworkError: GeoFailure, Equatable {
  /// The file that is at fault; nil for arrays that come from elsewhere.
  public var path: String?
  public var reason: String
  public var remedy: String?
  public var kind: FailureKind

  public init(
    path: String? = nil, reason: String, remedy: String? = nil, kind: FailureKind = .badData
  ) {
    self.path = path
    self.reason = reason
    self.remedy = remedy
    self.kind = kind
  }

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
