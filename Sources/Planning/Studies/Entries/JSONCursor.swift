package import GeoCore

/// A place in a JSON text that moves over what it is asked for, and knows its line: for small
/// files of a known form, in which anything else is an error.
///
/// **Source:** RFC 8259.
package struct JSONCursor {
  private let path: String
  private let bytes: [UInt8]
  private var position = 0
  /// Where the value read last starts, for errors about its meaning.
  private var valueStart = 0
  private let remedy: Remedy

  /// - Parameter remedy: what to do about a text of another form.
  package init(_ bytes: [UInt8], path: String, remedy: Remedy) {
    self.bytes = bytes
    self.path = path
    self.remedy = remedy
  }

  /// The error for what stands here, or for the value read last.
  package func error(_ reason: String, atLastValue: Bool = false) -> InputError {
    let before = bytes[..<min(atLastValue ? valueStart : position, bytes.count)]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return InputError(
      path: path, line: line, column: before.count - start + 1, reason: reason,
      remedy: remedy)
  }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
      position += 1
    }
  }

  /// Moves over a character, if it is the next one.
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func require(_ character: Unicode.Scalar) throws(InputError) {
    guard take(character) else { throw error("\"\(character)\" is missing") }
  }

  /// Nothing more may follow.
  package mutating func requireEnd() throws(InputError) {
    skipSpace()
    guard position == bytes.count else { throw error("nothing may follow the object") }
  }

  /// Reads an object; `member` reads the value of each name.
  package mutating func object(
    _ member: (_ name: String, _ cursor: inout JSONCursor) throws(InputError) -> Void
  ) throws(InputError) {
    var names: Set<String> = []
    try require("{")
    if take("}") { return }
    repeat {
      let name = try string()
      guard names.insert(name).inserted else {
        throw error("the member \"\(name)\" stands twice", atLastValue: true)
      }
      try require(":")
      try member(name, &self)
    } while take(",")
    try require("}")
  }

  /// Reads an array; `item` reads each of its values.
  package mutating func array(
    _ item: (_ cursor: inout JSONCursor) throws(InputError) -> Void
  ) throws(InputError) {
    try require("[")
    if take("]") { return }
    repeat { try item(&self) } while take(",")
    try require("]")
  }

  package mutating func string() throws(InputError) -> String {
    skipSpace()
    valueStart = position
    guard take("\"") else { throw error("a text in quotes is missing") }
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      guard bytes[position] >= 0x20 else { throw error("a text is not closed") }
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard position < bytes.count else { throw error("a text is not closed") }
    position += 1
    return JSONText.decode(bytes[valueStart..<position])
  }

  package mutating func number() throws(InputError) -> Double {
    skipSpace()
    valueStart = position
    let characters = Set("+-.0123456789Ee".utf8)
    while position < bytes.count, characters.contains(bytes[position]) { position += 1 }
    guard let value = DecimalNumber.value(ArraySlice(bytes[valueStart..<position])) else {
      throw error("a number is missing", atLastValue: true)
    }
    return value
  }

  package mutating func bool() throws(InputError) -> Bool {
    skipSpace()
    valueStart = position
    for (text, value) in [("true", true), ("false", false)]
    where bytes[position...].starts(with: text.utf8) {
      position += text.utf8.count
      return value
    }
    throw error("true or false is missing", atLastValue: true)
  }
}
