public import GeoCore

/// Why a picture could not be made.
public struct PictureError: GeoFailure, Equatable {
  /// What is wrong, in the library's own words where it has any.
  public let reason: String
  /// What to do next; nil when the reason says it.
  public let remedy: Remedy?
  /// `usage` for a picture that is too large, else `internalFailure`.
  public let kind: FailureKind

  /// The library that failed.
  public func place(at door: any Door) -> String { "librsvg" }

  init(_ reason: String, remedy: Remedy? = nil, kind: FailureKind = .internalFailure) {
    self.reason = reason
    self.remedy = remedy
    self.kind = kind
  }
}
