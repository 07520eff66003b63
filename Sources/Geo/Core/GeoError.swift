/// What kind of failure an error is; the command line turns it into an exit code.
public enum FailureKind: Sendable {
  /// The caller asked for something that cannot be asked for.
  case usage
  /// The data is wrong.
  case badData
  /// An input is missing or may not be read.
  case missingInput
  /// A library or this program failed.
  case internalFailure
  /// An output cannot be created.
  case cannotCreate
  /// Reading or writing failed half-way.
  case inputOutput
}

/// An error that knows its kind and says what, where and what to do next.
///
/// All failures have one shape: `place: reason; remedy`. A library does not know how its user is to
/// be told of settings, so the message is worded at the `Door` that the user came in by.
public protocol GeoFailure: Error, CustomStringConvertible, Sendable {
  /// What went wrong, as far as the caller must know: decides the exit code, not the words.
  var kind: FailureKind { get }
  /// What is wrong.
  var reason: String { get }
  /// What to do next; nil when nothing can be advised.
  var remedy: Remedy? { get }
  /// Where: file, line, row, feature, or the setting that is wrong; empty when there is no place.
  func place(at door: any Door) -> String
}

extension GeoFailure {
  /// The whole message, for those who came in by a door.
  public func message(at door: any Door) -> String {
    let place = place(at: door)
    return (place.isEmpty ? "" : "\(place): ") + advice(at: door)
  }

  /// What is wrong and what to do about it, without the place.
  public func advice(at door: any Door) -> String {
    reason + (remedy?.text(at: door).map { "; \($0)" } ?? "")
  }

  /// The message for programs.
  public var description: String { message(at: LibraryDoor()) }
}

/// Data that cannot be read: which file, where in it, why, and what to do.
public struct FormatError: GeoFailure, Equatable {
  /// The file that was read, as its user named it; `-` for standard input.
  public var path: String
  /// Line and column, both from 1 (text formats).
  public var line: Int?
  /// The byte in the line, counted from 1; nil when only the line, or not even that, is known.
  public var column: Int?
  /// The row, from 1 (tables and databases).
  public var row: Int?
  /// The feature's id, or `#n` for the n-th.
  public var feature: String?
  /// What is wrong, without the place and without a full stop.
  public var reason: String
  /// What the user can do next; nil when nothing but other data helps.
  public var remedy: Remedy?
  /// `badData`, unless the file is missing or the failure lies elsewhere.
  public var kind: FailureKind
  /// What callers may have to tell apart among failures of one kind; nil for all else.
  public var cause: Cause?

  /// What callers decide on.
  public enum Cause: Sendable {
    /// There is no file of that name, nor a folder on the way to it.
    case noSuchFile
  }

  /// A failure at a place in a file. Give what is known of the place: line and column in texts, the
  /// row in tables, the id or the number of the feature.
  public init(
    path: String, line: Int? = nil, column: Int? = nil, row: Int? = nil, feature: String? = nil,
    reason: String, remedy: Remedy? = nil, kind: FailureKind = .badData, cause: Cause? = nil
  ) {
    self.path = path
    self.line = line
    self.column = column
    self.row = row
    self.feature = feature
    self.reason = reason
    self.remedy = remedy
    self.kind = kind
    self.cause = cause
  }

  /// `path:line:column: row: feature`, without the parts that are nil.
  public func place(at door: any Door) -> String {
    var place = path
    if let line { place += ":\(line)" }
    if line != nil, let column { place += ":\(column)" }
    if let row { place += ": row \(row)" }
    if let feature { place += ": feature \(feature)" }
    return place
  }
}
