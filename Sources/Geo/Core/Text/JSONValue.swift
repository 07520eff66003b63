/// A JSON value to be written: objects keep their order.
public indirect enum JSONValue: Sendable, Equatable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// A number in its shortest text that reads back as the same; what is not finite is written as
  /// `null`.
  case number(Double)
  /// A text, not yet escaped.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Members in the order in which they are written.
  case object([Member])

  /// A name and its value in an object.
  public struct Member: Sendable, Equatable {
    /// The name, not yet escaped.
    public var name: String
    /// The value.
    public var value: JSONValue

    /// A member of an object.
    public init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// An object of the members that have a value.
  public static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
  }

  /// An array of texts.
  public static func strings(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }

  /// A number, or null when it is nil or not finite.
  public static func optional(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .number(value)
  }

  /// A whole number, or `null`.
  public static func optional(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }
  /// A text, or `null`.
  public static func optional(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

  /// The text on one line, without spaces.
  public var compact: String {
    var text = ""
    write(to: &text, indent: nil)
    return text
  }

  /// The text with two spaces a level, for people to read.
  public var pretty: String { pretty(atLevel: 0) + "\n" }

  /// The same as a part of a larger text: its lines but the first are indented by `level` levels
  /// more, and none ends it.
  public func pretty(atLevel level: Int) -> String {
    var text = ""
    write(to: &text, indent: level)
    return text
  }

  private func write(to text: inout String, indent: Int?) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += value.isFinite ? JSONText.number(value) : "null"
    case .string(let value): text += JSONText.encode(value)
    case .array(let values):
      let isFlat = values.allSatisfy(\.isScalar)
      write(
        values.map { (nil, $0) }, brackets: ("[", "]"), indent: isFlat ? nil : indent, to: &text)
    case .object(let members):
      write(members.map { ($0.name, $0.value) }, brackets: ("{", "}"), indent: indent, to: &text)
    }
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private func write(
    _ entries: [(name: String?, value: JSONValue)], brackets: (String, String), indent: Int?,
    to text: inout String
  ) {
    text += brackets.0
    let inner = indent.map { $0 + 1 }
    for (i, entry) in entries.enumerated() {
      if i > 0 { text += "," }
      if let inner { text += "\n" + String(repeating: "  ", count: inner) }
      if let name = entry.name { text += JSONText.encode(name) + (indent == nil ? ":" : ": ") }
      entry.value.write(to: &text, indent: inner)
    }
    if let indent, !entries.isEmpty { text += "\n" + String(repeating: "  ", count: indent) }
    text += brackets.1
  }
}
