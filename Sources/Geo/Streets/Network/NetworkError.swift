public import GeoCore

/// Why a street network cannot be made or used.
public struct NetworkError: GeoFailure, Equatable {
  /// The file that is at fault; nil for arrays that come from elsewhere.
  public var path: String?
  /// What is wrong with it.
  public var reason: String
  /// What to do next; nil when the reason says it.
  public var remedy: Remedy?
  /// `badData`, unless the file is missing or was asked for wrongly.
  public var kind: FailureKind

  /// Why a network cannot be made or used; the path where a file is to blame.
  public init(
    path: String? = nil, reason: String, remedy: Remedy? = nil, kind: FailureKind = .badData
  ) {
    self.path = path
    self.reason = reason
    self.remedy = remedy
    self.kind = kind
  }

  /// The path; empty when there is none.
  public func place(at door: any Door) -> String { path ?? "" }

  /// The same with the file named.
  func at(_ path: String) -> NetworkError {
    var placed = self
    placed.path = path
    return placed
  }
}
