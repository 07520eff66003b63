/// Members of objects, elements of arrays, and values that are only looked at for their form.
extension GeoJSONScanner {
  // MARK: Objects and arrays

  /// Enters an object; `at` is on its brace.
  mutating func openObject() {
    keys.open()
    at += 1
  }

  /// Steps to the next member of the open object: past its name and colon, to its value; nil when
  /// the object has been left.
  mutating func nextMember(isFirst: inout Bool) throws(Stop) -> Member? {
    skipBlanks()
    if base[at] == Self.closeBrace {
      at += 1
      keys.close()
      return nil
    }
    if isFirst {
      isFirst = false
    } else {
      guard base[at] == Self.comma else { throw unexpected(wanted: .commaOrEnd(of: "an object")) }
      at += 1
      skipBlanks()
    }
    return try name()
  }

  /// Reads a name and the colon after it, to the first byte of the value.
  private mutating func name() throws(Stop) -> Member {
    guard base[at] == Self.quote else { throw unexpected(wanted: .name) }
    let offset = at
    let (range, hasEscapes) = try string()
    let key = key(range, hasEscapes: hasEscapes)
    let isRepeated = !keys.add(key)
    skipBlanks()
    guard base[at] == Self.colon else { throw unexpected(wanted: .colon) }
    at += 1
    skipBlanks()
    return Member(key: key, offset: offset, isRepeated: isRepeated)
  }

  private mutating func nameInValue() throws(Stop) {
    let member = try name()
    if member.isRepeated { noteRepeated(member) }
    guard isInProperties, brackets.count == 1 else { return }
    countProperty(member.key)
    if ScannedIDs.isName(member.key), let feature {
      propertyIDs.add(member.key, feature: feature, offset: at)
    }
  }

  /// Notes a name that stands twice in its object.
  mutating func noteRepeated(_ member: Member) {
    note(
      .duplicateKey,
      "the name \"\(member.key.text)\" stands twice in one object; the last one holds",
      at: member.offset)
  }

  /// Steps to the next element of an array, past its comma; false when the array has been left.
  /// `at` is behind the opening bracket or behind an element.
  @inline(__always)
  mutating func nextElement(isFirst: inout Bool) throws(Stop) -> Bool {
    skipBlanks()
    if base[at] == Self.closeBracket {
      at += 1
      return false
    }
    if isFirst {
      isFirst = false
      return true
    }
    guard base[at] == Self.comma else { throw unexpected(wanted: .commaOrEnd(of: "an array")) }
    at += 1
    skipBlanks()
    return true
  }

  // MARK: Values of any kind

  /// Goes over a value of the wrong type and notes it: what it must be, and what it is.
  mutating func skipMistyped(_ rule: String, inGeometry: Bool = false) throws(Stop) {
    let offset = at
    let what = valueName
    try skipValue()
    note(.mistypedMember, "\(rule), not \(what)", at: offset)
    if inGeometry { isGeometryFaulty = true }
  }

  /// Goes over a value, which is only held against the grammar; `at` is on its first byte.
  /// - Parameter free: levels that are not counted as nesting.
  mutating func skipValue(free: Int = 0) throws(Stop) {
    let outside = brackets.count
    var isTooDeep = false
    while true {
      if brackets.count - outside - free >= Self.deepestValue, !isTooDeep {
        isTooDeep = true
        note(.tooDeep, "nested deeper than \(Self.deepestValue) levels", at: at)
      }
      if try startValue() { continue }
      if try closeBrackets(downTo: outside) { return }
    }
  }

  /// Reads a scalar or enters an array or object; true when a value follows inside it.
  private mutating func startValue() throws(Stop) -> Bool {
    switch base[at] {
    case Self.openBrace:
      openObject()
      brackets.append(true)
      skipBlanks()
      if base[at] == Self.closeBrace { return false }
      try nameInValue()
      return true
    case Self.openBracket:
      at += 1
      brackets.append(false)
      skipBlanks()
      return base[at] != Self.closeBracket
    case Self.quote: _ = try string()
    case UInt8(ascii: "t"): try literal("true")
    case UInt8(ascii: "f"): try literal("false")
    case UInt8(ascii: "n") where base[at + 1] == UInt8(ascii: "u"): try literal("null")
    default: try numberOrFault()
    }
    return false
  }

  private mutating func numberOrFault() throws(Stop) {
    let byte = base[at]
    if !isAtEnd {
      let isNumberLike = Self.startsNumber(byte) || byte == UInt8(ascii: "+")
      let isDotted = byte == UInt8(ascii: ".") && Self.isDigit(base[at + 1])
      if isNumberLike || isDotted || nonFiniteWord(at: at) != nil {
        _ = try number()
        return
      }
    }
    throw unexpected(wanted: .value)
  }

  private mutating func literal(_ word: StaticString) throws(Stop) {
    for i in 0..<word.utf8CodeUnitCount where base[at + i] != word.utf8Start[i] {
      throw unexpected(wanted: .value)
    }
    let next = base[at + word.utf8CodeUnitCount]
    let isLonger = next | 0x20 >= 0x61 && next | 0x20 <= 0x7A || Self.isDigit(next)
    if isLonger { throw unexpected(wanted: .value) }
    at += word.utf8CodeUnitCount
  }

  /// After a value: closes brackets and passes a comma. True when the outermost value is complete,
  /// false when another one follows.
  private mutating func closeBrackets(downTo outside: Int) throws(Stop) -> Bool {
    while brackets.count > outside {
      skipBlanks()
      let isObject = brackets[brackets.count - 1]
      if base[at] == (isObject ? Self.closeBrace : Self.closeBracket) {
        at += 1
        brackets.removeLast()
        if isObject { keys.close() }
        continue
      }
      guard base[at] == Self.comma else {
        throw unexpected(wanted: .commaOrEnd(of: isObject ? "an object" : "an array"))
      }
      at += 1
      skipBlanks()
      if isObject { try nameInValue() }
      return false
    }
    return true
  }

  /// What kind of value starts at `at`, for messages.
  var valueName: String {
    switch base[at] {
    case Self.openBrace: "an object"
    case Self.openBracket: "an array"
    case Self.quote: "a string"
    case UInt8(ascii: "t"), UInt8(ascii: "f"): "true or false"
    case UInt8(ascii: "n") where base[at + 1] == UInt8(ascii: "u"): "null"
    default: "a number"
    }
  }

  var isNull: Bool { base[at] == UInt8(ascii: "n") && base[at + 1] == UInt8(ascii: "u") }
}
