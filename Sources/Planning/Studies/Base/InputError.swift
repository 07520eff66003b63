public import GeoCore

/// What is wrong with what a user has given: a plan, a catalogue, a choice of layers or fields.
public struct InputError: GeoFailure, Equatable {
  public var path: String?
  public var line: Int?
  public var column: Int?
  public var reason: String
  public var remedy: String?
  public var kind: FailureKind

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

  public var description: String {
    var place = path ?? ""
    if let line { place += ":\(line)" }
    if line != nil, let column { place += ":\(column)" }
    return (place.isEmpty ? "" : place + ": ") + reason + (remedy.map { "; \($0)" } ?? "")
  }
}
