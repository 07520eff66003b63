public import GeoCore

/// Why an output could not be written.
public struct OutputError: GeoFailure {
  public var path: String
  public var reason: String
  public var remedy: String?
  public var kind: FailureKind
  /// The reader of a pipe went away: no fault of this program's.
  public var isClosedPipe: Bool

  public init(
    path: String, reason: String, remedy: String? = nil, kind: FailureKind,
    isClosedPipe: Bool = false
  ) {
    self.path = path
    self.reason = reason
    self.remedy = remedy
    self.kind = kind
    self.isClosedPipe = isClosedPipe
  }

  public var description: String { "\(path): \(reason)" + (remedy.map { "; \($0)" } ?? "") }
}
