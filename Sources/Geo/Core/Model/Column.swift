/// One attribute of a layer: a value for each feature.
///
/// Values are kept as JSON text in one byte buffer, so that what was read is written back to the
/// last digit; typed access decodes on demand.
///
/// **Complexity:** O(length of its text) for one value.
///
/// ```swift
/// let people = Column("people", [149_695, nil])
/// let text = people.json(1)  // null
/// let number = people.double(0)  // 149695.0
/// ```
public struct Column: Sendable, Equatable {
  /// What a value is.
  public enum Kind: UInt8, Sendable {
    /// The feature has no such property. Differs from `null`.
    case absent = 0
    /// JSON's `null`: the feature has the property, without a value.
    case null = 1
    /// `true` or `false`.
    case bool = 2
    /// A number without fraction or exponent.
    case integer = 3
    /// Any other number.
    case number = 4
    /// A JSON string, quotes and escapes included.
    case string = 5
    /// An array or an object.
    case json = 6
  }

  /// What texts of times are.
  public enum TimeKind: Sendable {
    /// A day: `2024-06-27`.
    case date
    /// A day and a time of it: `2024-06-27T12:00:00Z`.
    case dateTime
    /// A time of day: `12:00:00`.
    case time
  }

  /// The name of the property.
  public var name: String
  /// What the values mean; nil for what was read.
  public var field: Field?
  /// What each value is; as many as there are features.
  public package(set) var kinds: [Kind]
  /// Value i is the text `bytes[ends[i - 1] ..< ends[i]]`, from 0 for the first.
  public package(set) var ends: [Int]
  /// The JSON text of all values, one after the other, in UTF-8.
  public package(set) var bytes: [UInt8]
  /// What the file that it was read from declares the column to hold: dates, or dates with times. A
  /// column without any value has no other way to tell.
  package var declaredTime: TimeKind?

  /// A column without values, of no declared meaning.
  public init(_ name: String) {
    self.name = name
    kinds = []
    ends = []
    bytes = []
  }

  /// The number of values.
  public var count: Int { kinds.count }

  /// Where the JSON text of a value stands in `bytes`; empty for an absent value.
  public func textRange(_ i: Int) -> Range<Int> { (i == 0 ? 0 : ends[i - 1])..<ends[i] }

  /// The JSON text of a value: `"Aix-en-Provence"` with its quotes, `149695`, `null`.
  public func json(_ i: Int) -> String { String(decoding: bytes[textRange(i)], as: UTF8.self) }

  /// The value as a string: the decoded text of a JSON string, the JSON text of anything else;
  /// nil when null or absent.
  public func string(_ i: Int) -> String? {
    switch kinds[i] {
    case .absent, .null: nil
    case .string: JSONText.decode(bytes[textRange(i)])
    case .bool, .integer, .number, .json: json(i)
    }
  }

  /// What values are compared by, as ids are (see `FeatureID`): the text of a string, a number in its
  /// one text, the JSON text of anything else; nil when null or absent.
  public func key(_ i: Int) -> String? {
    switch kinds[i] {
    case .integer, .number: NumberText.canonical(json(i))
    default: string(i)
    }
  }

  /// The value as an id: a number as a number, anything else as text; nil when null or absent.
  public func featureID(_ i: Int) -> FeatureID? {
    switch kinds[i] {
    case .integer, .number: FeatureID(numberText: json(i))
    default: string(i).map { FeatureID($0) }
    }
  }

  /// The value as a number; nil when it is not one. Text is never taken for a number.
  public func double(_ i: Int) -> Double? {
    switch kinds[i] {
    case .integer, .number: smallInteger(i).map(Double.init) ?? Double(json(i))
    default: nil
    }
  }

  /// The value as a whole number that fits 64 bits; nil when it is not one.
  public func integer(_ i: Int) -> Int? {
    kinds[i] == .integer ? smallInteger(i) ?? Int(json(i)) : nil
  }

  /// The most digits that a whole number has whose double is exact.
  private static let mostExactDigits = 15

  /// A whole number of few digits, read without a string of its own; nil for others, and for -0.
  private func smallInteger(_ i: Int) -> Int? {
    let range = textRange(i)
    guard !range.isEmpty else { return nil }
    let isNegative = bytes[range.lowerBound] == UInt8(ascii: "-")
    let digits = (isNegative ? range.lowerBound + 1 : range.lowerBound)..<range.upperBound
    guard !digits.isEmpty, digits.count <= Self.mostExactDigits else { return nil }
    var value = 0
    for place in digits {
      let digit = bytes[place] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = 10 &* value &+ Int(digit)
    }
    if isNegative { return value == 0 ? nil : -value }
    return value
  }

  /// Whether a number is none beyond a double's range, which text without an exponent is not unless
  /// it is very long.
  package func isFiniteNumber(_ i: Int) -> Bool {
    let range = textRange(i)
    if range.count <= Self.mostFiniteDigits,
      !bytes[range].contains(where: { $0 | 0x20 == UInt8(ascii: "e") })
    {
      return true
    }
    return double(i)?.isFinite ?? true
  }

  /// No number of so many digits is beyond a double's range.
  private static let mostFiniteDigits = 300

  /// The value as a truth value; nil when it is not one.
  public func bool(_ i: Int) -> Bool? { kinds[i] == .bool ? json(i) == "true" : nil }

  /// Whether there is nothing to read: null or absent.
  public func isMissing(_ i: Int) -> Bool { kinds[i] == .null || kinds[i] == .absent }

  // MARK: Appending

  /// Makes room for that many more values, and that many bytes of their JSON text.
  package mutating func reserve(values: Int, bytes size: Int) {
    kinds.reserveCapacity(kinds.count + values)
    ends.reserveCapacity(ends.count + values)
    bytes.reserveCapacity(bytes.count + size)
  }

  /// Appends JSON text that the caller vouches for.
  public mutating func append(json: some Sequence<UInt8>, kind: Kind) {
    bytes.append(contentsOf: json)
    kinds.append(kind)
    ends.append(bytes.count)
  }

  /// The same for a part of a buffer. Other modules run the general one without specializing it, byte
  /// by byte.
  public mutating func append(json: ArraySlice<UInt8>, kind: Kind) {
    bytes.append(contentsOf: json)
    kinds.append(kind)
    ends.append(bytes.count)
  }

  /// Appends JSON's `null`.
  public mutating func appendNull() { append(json: "null".utf8, kind: .null) }
  /// Appends that the feature has no such property.
  public mutating func appendAbsent() { append(json: [], kind: .absent) }

  /// Appends a truth value; nil becomes `null`.
  public mutating func append(_ value: Bool?) {
    guard let value else { return appendNull() }
    append(json: (value ? "true" : "false").utf8, kind: .bool)
  }

  /// Appends a whole number; nil becomes `null`.
  public mutating func append(_ value: Int?) {
    guard let value else { return appendNull() }
    append(json: String(value).utf8, kind: .integer)
  }

  /// Appends a number in its shortest text; what is not finite becomes null.
  public mutating func append(_ value: Double?) {
    guard let value, value.isFinite else { return appendNull() }
    append(json: JSONText.number(value).utf8, kind: .number)
  }

  /// Appends a text, which is escaped as JSON wants it; nil becomes `null`.
  public mutating func append(_ value: String?) {
    guard let value else { return appendNull() }
    JSONText.encode(value, to: &bytes)
    kinds.append(.string)
    ends.append(bytes.count)
  }

  /// Appends an array of strings.
  public mutating func append(_ values: [String]) {
    let text = "[" + values.map(JSONText.encode).joined(separator: ",") + "]"
    append(json: text.utf8, kind: .json)
  }

  mutating func removeLast() {
    bytes.removeSubrange(textRange(count - 1))
    kinds.removeLast()
    ends.removeLast()
  }

  /// Copies all values of another column.
  public mutating func append(contentsOf other: Column) {
    let shift = bytes.count
    kinds += other.kinds
    ends += other.ends.map { $0 + shift }
    bytes += other.bytes
  }

  /// Copies one value of another column.
  public mutating func append(_ i: Int, of other: Column) {
    append(json: other.bytes[other.textRange(i)], kind: other.kinds[i])
  }
}

extension Column {
  /// Whether two columns hold the same under the same name, whatever is known of their meaning.
  public static func == (a: Column, b: Column) -> Bool {
    a.name == b.name && a.kinds == b.kinds && a.ends == b.ends && a.bytes == b.bytes
  }

  /// A column of the same name and meaning without values.
  public var withoutValues: Column {
    var column = Column(name)
    column.field = field
    column.declaredTime = declaredTime
    return column
  }

  /// A column of numbers; nil and what is not finite become `null`.
  public init(_ name: String, _ values: [Double?]) {
    self.init(name)
    for value in values { append(value) }
  }

  /// A column of whole numbers; nil becomes `null`.
  public init(_ name: String, _ values: [Int?]) {
    self.init(name)
    for value in values { append(value) }
  }

  /// A column of texts; nil becomes `null`.
  public init(_ name: String, _ values: [String?]) {
    self.init(name)
    for value in values { append(value) }
  }
}
