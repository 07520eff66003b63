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
  public var compact: String { text(indent: nil) }

  /// The text with two spaces a level, for people to read.
  public var pretty: String { pretty(atLevel: 0) + "\n" }

  /// The same as a part of a larger text: its lines but the first are indented by `level` levels
  /// more, and none ends it.
  public func pretty(atLevel level: Int) -> String { text(indent: level) }

  private func text(indent: Int?) -> String {
    var bytes: [UInt8] = []
    write(to: &bytes, indent: indent)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(to bytes: inout [UInt8], indent: Int?) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): bytes.append(contentsOf: String(value).utf8)
    case .number(let value): bytes.append(contentsOf: JSONText.number(value).utf8)
    case .string(let value): JSONText.encode(value, to: &bytes)
    case .array(let values):
      let list = List(indent: values.allSatisfy(\.isScalar) ? nil : indent)
      bytes.append(UInt8(ascii: "["))
      for (place, value) in values.enumerated() {
        list.begin(place, &bytes)
        value.write(to: &bytes, indent: list.inner)
      }
      list.end(values.count, &bytes)
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      let list = List(indent: indent)
      bytes.append(UInt8(ascii: "{"))
      for (place, member) in members.enumerated() {
        list.begin(place, &bytes)
        JSONText.encode(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        if indent != nil { bytes.append(UInt8(ascii: " ")) }
        member.value.write(to: &bytes, indent: list.inner)
      }
      list.end(members.count, &bytes)
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  /// What stands between brackets and entries: on one line without an indent, else a line an entry.
  private struct List {
    let indent: Int?
    var inner: Int? { indent.map { $0 + 1 } }

    func begin(_ place: Int, _ bytes: inout [UInt8]) {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      if let inner { beginLine(inner, &bytes) }
    }

    func end(_ count: Int, _ bytes: inout [UInt8]) {
      if let indent, count > 0 { beginLine(indent, &bytes) }
    }

    private func beginLine(_ level: Int, _ bytes: inout [UInt8]) {
      bytes.append(UInt8(ascii: "\n"))
      bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
    }
  }
}
