public import GeoCore

/// What is wrong with what a user has given: a plan, a catalogue, a choice of layers or fields.
public struct InputError: GeoFailure, Equatable {
  /// The file to blame; nil when it is a choice made elsewhere.
  public var path: String?
  /// The line, counted from 1; nil where none is known.
  public var line: Int?
  /// The byte in the line, counted from 1; nil where none is known.
  public var column: Int?
  /// The setting that is wrong, and what it was set to.
  public var given: GivenSetting?
  /// What is wrong, without the place and without a full stop.
  public var reason: String
  /// What to do next; nil when the reason says it.
  public var remedy: Remedy?
  /// `badData` for files, `usage` for choices.
  public var kind: FailureKind

  /// What is wrong, as far as the place is known.
  public init(
    path: String? = nil, line: Int? = nil, column: Int? = nil, reason: String,
    remedy: Remedy? = nil, kind: FailureKind = .badData
  ) {
    self.path = path
    self.line = line
    self.column = column
    self.reason = reason
    self.remedy = remedy
    self.kind = kind
  }

  /// The error for a setting that is wrong, of kind `usage`.
  /// - Parameters:
  ///   - value: what it was set to, as it was written; nil for a setting that is only on or off.
  ///   - path: the file that it does not go with.
  public init(
    _ setting: some Setting, _ value: String? = nil, path: String? = nil, reason: String,
    remedy: Remedy? = nil
  ) {
    self.init(path: path, reason: reason, remedy: remedy, kind: .usage)
    given = GivenSetting(setting, value)
  }

  /// `path:line:column`, without the parts that are nil, and the setting as the door spells it.
  public func place(at door: any Door) -> String {
    var place = path ?? ""
    if let line { place += ":\(line)" }
    if line != nil, let column { place += ":\(column)" }
    guard let given else { return place }
    return (place.isEmpty ? "" : place + ": ") + given.text(at: door)
  }
}

/// A setting and its value.
public struct GivenSetting: Sendable, Equatable {
  /// What was set.
  public let setting: any Setting
  /// As it was written; nil for what is only on or off.
  public let value: String?

  init(_ setting: any Setting, _ value: String?) {
    self.setting = setting
    self.value = value
  }

  func text(at door: any Door) -> String {
    door.words(for: setting, value: value) ?? LibraryDoor().words(for: setting, value: value) ?? ""
  }

  /// Whether both are of one module, name and value.
  public static func == (a: GivenSetting, b: GivenSetting) -> Bool {
    type(of: a.setting) == type(of: b.setting) && a.setting.rawValue == b.setting.rawValue
      && a.value == b.value
  }
}
