public import GeoCore

/// What is wrong with what a user has given: a plan, a catalogue, a choice of layers or fields.
public struct InputError: GeoFailure, Equatable {
  /// The file to blame; nil when it is a choice made elsewhere.
  public var path: String?
  /// The line, counted from 1; nil where none is known.
  public var line: Int?
  /// The byte in the line, counted from 1; nil where none is known.
  public var column: Int?
  /// What is wrong, without the place and without a full stop.
  public var reason: String
  /// What to do next; nil when the reason says it.
  public var remedy: String?
  /// `badData` for files, `usage` for choices.
  public var kind: FailureKind

  /// What is wrong, as far as the place is known.
  public init(
    path: String? = nil, line: Int? = nil, column: Int? = nil, reason: String,
    remedy: String? = nil, kind: FailureKind = .badData
  ) {
    self.path = path
    self.line = line
    self.column = column
    self.reason = reason
    self.remedy = remedy
    self.kind = kind
  }

  /// `path:line:column: reason; remedy`, without the parts that are nil.
  public var description: String {
    var place = path ?? ""
    if let line { place += ":\(line)" }
    if line != nil, let column { place += ":\(column)" }
    return (place.isEmpty ? "" : place + ": ") + reason + (remedy.map { "; \($0)" } ?? "")
  }
}
