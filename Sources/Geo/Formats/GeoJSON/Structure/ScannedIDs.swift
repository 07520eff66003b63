internal import GeoCore

/// The values of properties called `id`, whatever the case, as far as a scan has come: where each stands.
struct ScannedIDs {
  private struct Value {
    var feature: Int
    var offset: Int
  }
  private var names: [(name: String, values: [Value])] = []

  /// Whether that is a name of such a property.
  @inline(__always)
  static func isName(_ key: KeyText) -> Bool {
    key.count == 2 && key.start[0] | 0x20 == UInt8(ascii: "i")
      && key.start[1] | 0x20 == UInt8(ascii: "d")
  }

  /// Notes a value; of two of one name in one feature the last one holds.
  mutating func add(_ key: KeyText, feature: Int, offset: Int) {
    let value = Value(feature: feature, offset: offset)
    guard
      let place = names.firstIndex(where: { name in
        name.name.utf8.elementsEqual([key.start[0], key.start[1]])
      })
    else { return names.append((key.text, [value])) }
    if names[place].values.last?.feature == feature { names[place].values.removeLast() }
    names[place].values.append(value)
  }

  /// The column that gives features their ids: `id`, or the first of another case; nil without any.
  /// - Parameter bytes: the text, with a zero behind it.
  func column(of features: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Column? {
    guard let chosen = names.first(where: { $0.name == "id" }) ?? names.first else { return nil }
    var column = Column(chosen.name)
    for value in chosen.values where value.feature >= column.count && value.feature < features {
      while column.count < value.feature { column.appendAbsent() }
      let end = Self.end(of: value.offset, in: bytes)
      let text = bytes[value.offset..<end]
      if let kind = Self.kind(of: text) {
        column.append(json: text, kind: kind)
      } else {
        column.appendAbsent()
      }
    }
    while column.count < features { column.appendAbsent() }
    return column
  }

  /// The end of a value that is sound JSON.
  private static func end(of start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var at = start
    var depth = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
          at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        if depth == 0 { return min(at + 1, bytes.count) }
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth <= 1 { return depth == 0 ? at : at + 1 }
        depth -= 1
      case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
        if depth == 0 { return at }
      default: break
      }
      at += 1
    }
    return bytes.count
  }

  /// Nil for what is no JSON.
  private static func kind(of text: Slice<UnsafeBufferPointer<UInt8>>) -> Column.Kind? {
    guard let first = text.first else { return nil }
    switch first {
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "{"), UInt8(ascii: "["): return .json
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let isInteger = text.dropFirst().allSatisfy { GeoJSONScanner.isDigit($0) }
      return isInteger ? .integer : .number
    default: return nil
    }
  }
}
