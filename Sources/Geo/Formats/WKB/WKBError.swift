public import GeoCore

/// Why bytes are not Well-Known Binary that this program reads.
public struct WKBError: GeoFailure, Equatable {
  /// The byte, from 0, at which reading stopped.
  public var offset: Int
  /// What is wrong there.
  public var reason: String
  /// What to do next; nil when nothing but other bytes helps.
  public var remedy: Remedy?
  /// Always `badData`.
  public var kind: FailureKind { .badData }

  /// A fault at a byte of the geometry, counted from 0.
  public init(offset: Int, reason: String, remedy: Remedy? = nil) {
    self.offset = offset
    self.reason = reason
    self.remedy = remedy
  }

  /// The byte.
  public func place(at door: any Door) -> String { "byte \(offset) of the geometry" }

  /// The same failure, placed in a file.
  public func formatError(path: String, row: Int? = nil, feature: String? = nil) -> FormatError {
    FormatError(
      path: path, row: row, feature: feature, reason: "\(reason) (byte \(offset) of the geometry)",
      remedy: remedy)
  }
}
