public import GeoCore

/// Why bytes are not Well-Known Binary that this program reads.
public struct WKBError: GeoFailure, Equatable {
  /// The byte, from 0, at which reading stopped.
  public var offset: Int
  public var reason: String
  public var remedy: String?
  public var kind: FailureKind { .badData }

  public init(offset: Int, reason: String, remedy: String? = nil) {
    self.offset = offset
    self.reason = reason
    self.remedy = remedy
  }

  public var description: String {
    "byte \(offset) of the geometry: \(reason)" + (remedy.map { "; \($0)" } ?? "")
  }

  /// The same failure, placed in a file.
  public func formatError(path: String, row: Int? = nil, feature: String? = nil) -> FormatError {
    FormatError(
      path: path, row: row, feature: feature, reason: "\(reason) (byte \(offset) of the geometry)",
      remedy: remedy)
  }
}
