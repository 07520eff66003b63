public import GeoCore

/// Why an output could not be written.
public struct OutputError: GeoFailure {
  /// The output, as its user named it; `-` for standard output.
  public var path: String
  /// What went wrong, in the system's words where it was the system.
  public var reason: String
  /// What to do next; nil when the reason says it.
  public var remedy: Remedy?
  /// `cannotCreate` before anything is written, `inputOutput` after that; `usage` for an output over
  /// an input.
  public var kind: FailureKind
  /// The reader of a pipe went away: no fault of this program's.
  public var isClosedPipe: Bool

  /// Why a path could not be written.
  public init(
    path: String, reason: String, remedy: Remedy? = nil, kind: FailureKind,
    isClosedPipe: Bool = false
  ) {
    self.path = path
    self.reason = reason
    self.remedy = remedy
    self.kind = kind
    self.isClosedPipe = isClosedPipe
  }

  /// The path.
  public func place(at door: any Door) -> String { path }
}
