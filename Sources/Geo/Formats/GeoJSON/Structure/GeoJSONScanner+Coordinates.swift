internal import GeoCore

/// Arrays of coordinates, down to the numbers.
extension GeoJSONScanner {
  /// Reads the coordinates of a geometry that is no collection; `at` is on the first byte of the
  /// value. What has the wrong shape is noted once and skipped.
  mutating func coordinates(of kind: GeometryKind) throws(Stop) {
    let start = at
    isInCoordinates = true
    defer { isInCoordinates = false }
    do throws(Stop) {
      guard base[at] == Self.openBracket else { throw try misplaced(in: kind, from: start) }
      try parts(of: kind, from: start)
    } catch .skip {
      isGeometryFaulty = true
      at = start
      muted += 1
      defer { muted -= 1 }
      try skipAgain(from: start)
    } catch { throw error }
  }

  /// Goes over a value again, muted; should it be no JSON further on, that is said.
  private mutating func skipAgain(from start: Int) throws(Stop) {
    let known = brackets.count
    let depth = keys.depth
    do throws(Stop) {
      try skipValue()
    } catch {
      brackets.removeLast(brackets.count - known)
      keys.close(to: depth)
      muted -= 1
      defer { muted += 1 }
      at = start
      try skipValue()
    }
  }

  private mutating func parts(of kind: GeometryKind, from start: Int) throws(Stop) {
    switch kind {
    case .point:
      if isEmptyArray() { return }
      try pointPart(of: kind, from: start)
    case .lineString:
      if isEmptyArray() { return }
      shapes.beginPart()
      try line(of: kind, from: start)
    case .polygon: try polygon(of: kind, from: start)
    default:
      at += 1
      var isFirst = true
      while try nextElement(isFirst: &isFirst) {
        guard base[at] == Self.openBracket else { throw try misplaced(in: kind, from: start) }
        switch kind {
        case .multiPoint: try pointPart(of: kind, from: start)
        case .multiLineString:
          shapes.beginPart()
          try line(of: kind, from: start)
        default: try polygon(of: kind, from: start)
        }
      }
    }
  }

  /// Passes `[]`.
  private mutating func isEmptyArray() -> Bool {
    let start = at
    at += 1
    skipBlanks()
    if base[at] == Self.closeBracket {
      at += 1
      return true
    }
    at = start
    return false
  }

  private mutating func pointPart(of kind: GeometryKind, from start: Int) throws(Stop) {
    shapes.beginPart()
    try position(of: kind, from: start)
    shapes.endRing()
  }

  /// A polygon without rings is no part.
  private mutating func polygon(of kind: GeometryKind, from start: Int) throws(Stop) {
    if isEmptyArray() { return }
    shapes.beginPart()
    at += 1
    var isFirst = true
    while try nextElement(isFirst: &isFirst) {
      guard base[at] == Self.openBracket else { throw try misplaced(in: kind, from: start) }
      let ring = at
      let first = shapes.vertexCount
      let positions = try run(of: kind, from: start)
      closeRing(at: ring, first: first, positions: positions)
    }
  }

  private mutating func line(of kind: GeometryKind, from start: Int) throws(Stop) {
    let line = at
    let positions = try run(of: kind, from: start)
    shapes.endRing()
    if positions < 2 {
      noteInGeometry(
        .tooFewPositions, "a line needs at least two positions; this one has \(positions)", at: line
      )
    }
  }

  /// Reads an array of positions and gives their number.
  private mutating func run(of kind: GeometryKind, from start: Int) throws(Stop) -> Int {
    at += 1
    var isFirst = true
    var positions = 0
    while try nextElement(isFirst: &isFirst) {
      guard base[at] == Self.openBracket else { throw try misplaced(in: kind, from: start) }
      try position(of: kind, from: start)
      positions += 1
    }
    return positions
  }

  private mutating func closeRing(at offset: Int, first: Int, positions: Int) {
    shapes.endRing()
    let xy = shapes.coordinates
    let last = shapes.vertexCount - 1
    defer { ringHasOddNumbers = false }
    if ringHasOddNumbers { return }
    if positions == 0 {
      return note(.emptyRing, "a ring has no positions: it bounds nothing", at: offset)
    }
    if last >= first, xy[2 * first] != xy[2 * last] || xy[2 * first + 1] != xy[2 * last + 1] {
      noteInGeometry(
        .unclosedRing,
        "a ring is not closed: its last position [\(xy[2 * last]), \(xy[2 * last + 1])] differs from"
          + " its first [\(xy[2 * first]), \(xy[2 * first + 1])]", at: positionOffset)
    }
    if positions < 4 {
      noteInGeometry(
        .tooFewPositions,
        "a ring needs at least four positions, the last repeating the first; this one has"
          + " \(positions)", at: offset)
    } else if !hasThreePlaces(from: first) {
      note(
        .tooFewPositions, "a ring needs at least three different positions to enclose anything",
        at: offset)
    }
  }

  private func hasThreePlaces(from first: Int) -> Bool {
    let xy = shapes.coordinates
    var second: Int?
    for i in (first + 1)..<max(shapes.vertexCount, first + 1) {
      if xy[2 * i] == xy[2 * first] && xy[2 * i + 1] == xy[2 * first + 1] { continue }
      guard let other = second else {
        second = i
        continue
      }
      if xy[2 * i] != xy[2 * other] || xy[2 * i + 1] != xy[2 * other + 1] { return true }
    }
    return false
  }

  // MARK: Positions

  /// Reads `[x, y]`, `[x, y, z]` or more; `at` is on the bracket.
  @inline(__always)
  private mutating func position(of kind: GeometryKind, from start: Int) throws(Stop) {
    positionOffset = at
    at += 1
    skipBlanks()
    guard Self.startsNumber(base[at]) else {
      return try oddPosition(count: 0, of: kind, from: start)
    }
    let x = try number()
    var most = decimals
    skipBlanks()
    guard base[at] == Self.comma else { return try oddPosition(count: 1, of: kind, from: start) }
    at += 1
    skipBlanks()
    guard Self.startsNumber(base[at]) else {
      return try oddPosition(count: 1, of: kind, from: start, x: x)
    }
    let y = try number()
    if decimals > most { most = decimals }
    shapes.addVertex(x, y)
    count(decimals: most)
    skipBlanks()
    if base[at] == Self.closeBracket {
      at += 1
    } else {
      try furtherOrdinates(of: kind, from: start)
    }
  }

  @inline(__always)
  private func count(decimals: Int) {
    guard muted == 0 else { return }
    let slot = min(decimals, DecimalUse.slots - 1)
    if decimalCounts[slot] == 0 { decimalOffsets[slot] = positionOffset }
    decimalCounts[slot] += 1
  }

  /// The third number of a position and those after it.
  private mutating func furtherOrdinates(of kind: GeometryKind, from start: Int) throws(Stop) {
    var isFirst = false
    var count = 2
    while try nextElement(isFirst: &isFirst) {
      let z = try ordinate(of: kind, from: start)
      count += 1
      if count == 3 { shapes.addElevation(z) }
    }
    if count > 3 {
      if extraOrdinates.count == 0 { extraOrdinates = (0, positionOffset, feature ?? 0) }
      extraOrdinates.count += 1
    }
  }

  private mutating func ordinate(of kind: GeometryKind, from start: Int) throws(Stop) -> Double {
    let byte = base[at]
    if Self.startsNumber(byte) || byte == UInt8(ascii: "+") || nonFiniteWord(at: at) != nil {
      return try number()
    }
    throw try misplaced(in: kind, from: start, isOrdinate: true)
  }

  /// A position whose first or second number does not start as numbers do, or is not there.
  @inline(never)
  private mutating func oddPosition(
    count known: Int, of kind: GeometryKind, from start: Int, x: Double? = nil
  ) throws(Stop) {
    var count = known
    var xy = [x ?? 0, 0]
    // With x the comma after it has been passed, without the first number nothing has.
    var isFirst = known == 0
    if x != nil {
      xy[1] = try ordinate(of: kind, from: start)
      count = 2
    }
    while try nextElement(isFirst: &isFirst) {
      let value = try ordinate(of: kind, from: start)
      if count < 2 { xy[count] = value }
      count += 1
    }
    if count >= 2 { return shapes.addVertex(xy[0], xy[1]) }
    noteInGeometry(
      .tooFewPositions,
      "a position needs two numbers, longitude and latitude; this one has \(count)",
      at: positionOffset)
  }

  // MARK: Shapes that are wrong

  /// Notes a value that cannot stand where it stands in coordinates.
  private mutating func misplaced(
    in kind: GeometryKind, from start: Int, isOrdinate: Bool = false
  ) throws(Stop) -> Stop {
    let here = at
    let byte = base[at]
    let isArray = byte == Self.openBracket
    let isNumber = Self.startsNumber(byte)
    guard isArray || isNumber || startsOtherValue(byte) else { return unexpected(wanted: .value) }
    let name = kind.name
    if here == start {
      note(.mistypedMember, "\"coordinates\" must be an array, not \(valueName)", at: here)
    } else if isArray || isNumber {
      let wanted = Self.depth(of: kind)
      let found = isNumber ? depth(upTo: here, from: start) : depth(from: start)
      note(
        .wrongNesting,
        "coordinates of a \(name) are nested \(wanted) deep\(Self.shape(of: kind)); here they are"
          + " nested \(found) deep", at: here)
    } else {
      let holder = isOrdinate ? "a position holds numbers" : "coordinates hold arrays of numbers"
      note(.mistypedMember, "\(holder), not \(valueName)", at: here)
    }
    return .skip
  }

  private func startsOtherValue(_ byte: UInt8) -> Bool {
    let isLiteral = byte == UInt8(ascii: "t") || byte == UInt8(ascii: "f") || isNull
    return byte == Self.quote || byte == Self.openBrace || isLiteral
  }

  /// How many brackets stand around a position, its own included.
  private static func depth(of kind: GeometryKind) -> Int {
    switch kind {
    case .point: 1
    case .lineString, .multiPoint: 2
    case .polygon, .multiLineString: 3
    default: 4
    }
  }

  private static func shape(of kind: GeometryKind) -> String {
    switch kind {
    case .point: " (a position)"
    case .lineString, .multiPoint: " (an array of positions)"
    case .polygon: " (an array of rings of positions)"
    case .multiLineString: " (an array of lines of positions)"
    default: " (an array of polygons, each an array of rings of positions)"
    }
  }

  /// How many brackets open one after the other at the start of the value that holds `at`.
  private func depth(from start: Int) -> Int {
    // From the innermost array that is open here, brackets in a row.
    var depth = depth(upTo: at, from: start)
    var i = at
    while base[i] == Self.openBracket || Self.isBlank(base[i]) {
      if base[i] == Self.openBracket { depth += 1 }
      i += 1
    }
    return depth
  }

  /// How many arrays are open at a place of coordinates.
  private func depth(upTo place: Int, from start: Int) -> Int {
    var depth = 0
    for i in start..<place {
      if base[i] == Self.openBracket { depth += 1 }
      if base[i] == Self.closeBracket { depth -= 1 }
    }
    return depth
  }
}
