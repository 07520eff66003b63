internal import GeoCore
internal import GeoFormats

/// Reads filters in CQL2's text into conditions.
///
/// **Understood:** `AND`, `OR`, `NOT`, parentheses; `=`, `<>`, `<`, `<=`, `>`, `>=` between a property
/// and a value of its type; `IS [NOT] NULL`, `[NOT] LIKE`, `[NOT] BETWEEN`, `[NOT] IN`; `TRUE` and
/// `FALSE`; `DATE('…')` and `TIMESTAMP('…')` as texts; `S_INTERSECTS` of the geometry with `BBOX`,
/// `POINT`, or a `POLYGON` that is a box.
///
/// **Source:** OGC 21-065r2, Common Query Language 2, requirements classes Basic CQL2, Advanced
/// Comparison Operators and Basic Spatial Functions.
struct CQL2Parser {
  /// A filter may not have more bytes.
  static let longestText = 8192
  /// Parentheses and negations may not be nested deeper.
  static let deepest = 64
  /// What the geometry of features is called in filters.
  static let geometryName = "geometry"

  private let columns: [String: FeatureColumn]
  private let end: Int
  private let boxes: (Box) throws(CQL2Error) -> [Box]
  private var tokens: ArraySlice<(token: CQL2Token, place: Int)>
  private var depth = 0

  /// The condition that a filter states.
  ///
  /// - Parameters:
  ///   - columns: the properties that it may name.
  ///   - boxes: what a box of the filter is in the system of the layer: two where it crosses the
  ///     antimeridian.
  /// - Throws: `CQL2Error`.
  static func condition(
    _ text: String, columns: [FeatureColumn],
    boxes: @escaping (Box) throws(CQL2Error) -> [Box]
  ) throws(CQL2Error) -> FeatureCondition {
    var parser = CQL2Parser(
      columns: Dictionary(columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }),
      end: text.count + 1, boxes: boxes, tokens: try CQL2Token.tokens(of: text)[...])
    let condition = try parser.disjunction()
    if let extra = parser.tokens.first {
      throw CQL2Error(
        place: extra.place, reason: "the filter should end here, or go on with AND or OR")
    }
    return condition
  }

  // MARK: Words

  private var place: Int { tokens.first?.place ?? end }

  private mutating func takesKeyword(_ keyword: String) -> Bool {
    guard case .word(let word)? = tokens.first?.token, word.uppercased() == keyword else {
      return false
    }
    tokens.removeFirst()
    return true
  }

  private mutating func takesSign(_ sign: String) -> Bool {
    guard tokens.first?.token == .sign(sign) else { return false }
    tokens.removeFirst()
    return true
  }

  private mutating func requireSign(_ sign: String) throws(CQL2Error) {
    guard takesSign(sign) else { throw CQL2Error(place: place, reason: "\"\(sign)\" is missing") }
  }

  private mutating func nested<T>(
    _ body: (inout CQL2Parser) throws(CQL2Error) -> T
  ) throws(CQL2Error) -> T {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw CQL2Error(place: place, reason: "it is nested more than \(Self.deepest) levels deep")
    }
    return try body(&self)
  }

  // MARK: Conditions

  private mutating func disjunction() throws(CQL2Error) -> FeatureCondition {
    var terms = [try conjunction()]
    while takesKeyword("OR") { terms.append(try conjunction()) }
    return terms.count == 1 ? terms[0] : .any(terms)
  }

  private mutating func conjunction() throws(CQL2Error) -> FeatureCondition {
    var terms = [try factor()]
    while takesKeyword("AND") { terms.append(try factor()) }
    return terms.count == 1 ? terms[0] : .all(terms)
  }

  private mutating func factor() throws(CQL2Error) -> FeatureCondition {
    if takesKeyword("NOT") {
      return .not(try nested { parser throws(CQL2Error) in try parser.factor() })
    }
    if takesSign("(") {
      let inner = try nested { parser throws(CQL2Error) in try parser.disjunction() }
      try requireSign(")")
      return inner
    }
    return try predicate()
  }

  /// One side of a comparison.
  private enum Operand {
    case property(FeatureColumn)
    case value(FeatureCondition.Value)
  }

  private mutating func predicate() throws(CQL2Error) -> FeatureCondition {
    if takesKeyword("S_INTERSECTS") { return try intersection() }
    let start = place
    let first = try operand()
    if case .value(.bool(let value)) = first, !isComparison(tokens.first?.token) {
      return value ? .all([]) : .any([])
    }
    if let comparison = takesComparison() {
      let second = try operand()
      switch (first, second) {
      case (.property(let column), .value(let value)):
        return .compares(column: column.name, comparison, try fit(value, column, at: start))
      case (.value(let value), .property(let column)):
        return .compares(
          column: column.name, Self.turned(comparison), try fit(value, column, at: start))
      default:
        throw CQL2Error(
          place: start, reason: "a property is compared with a value, and nothing else")
      }
    }
    guard case .property(let column) = first else {
      throw CQL2Error(place: place, reason: "a comparison is missing")
    }
    return try predicate(on: column, at: start)
  }

  private mutating func predicate(
    on column: FeatureColumn, at start: Int
  ) throws(CQL2Error) -> FeatureCondition {
    if takesKeyword("IS") {
      let isNegated = takesKeyword("NOT")
      guard takesKeyword("NULL") else { throw CQL2Error(place: place, reason: "NULL is missing") }
      let isNull = FeatureCondition.isNull(column: column.name)
      return isNegated ? .not(isNull) : isNull
    }
    let isNegated = takesKeyword("NOT")
    let condition: FeatureCondition
    if takesKeyword("LIKE") {
      guard case .value(.text(let pattern)) = try operand() else {
        throw CQL2Error(place: start, reason: "LIKE wants a pattern between single quotes")
      }
      guard column.type == .text || column.type == .any else {
        throw CQL2Error(place: start, reason: "\(column.name) is no text, which LIKE wants")
      }
      condition = .isLike(column: column.name, pattern: pattern)
    } else if takesKeyword("BETWEEN") {
      let low = try literal(for: column, at: start)
      guard takesKeyword("AND") else { throw CQL2Error(place: place, reason: "AND is missing") }
      let high = try literal(for: column, at: start)
      condition = .all([
        .compares(column: column.name, .greaterOrEqual, low),
        .compares(column: column.name, .lessOrEqual, high),
      ])
    } else if takesKeyword("IN") {
      try requireSign("(")
      var values: [FeatureCondition] = []
      repeat {
        values.append(
          .compares(column: column.name, .equal, try literal(for: column, at: start)))
      } while takesSign(",")
      try requireSign(")")
      condition = .any(values)
    } else {
      throw CQL2Error(
        place: place,
        reason: "a comparison is missing: =, <>, <, <=, >, >=, IS, LIKE, BETWEEN or IN")
    }
    return isNegated ? .not(condition) : condition
  }

  private mutating func literal(
    for column: FeatureColumn, at start: Int
  ) throws(CQL2Error) -> FeatureCondition.Value {
    guard case .value(let value) = try operand() else {
      throw CQL2Error(place: start, reason: "\(column.name) is compared with values only")
    }
    return try fit(value, column, at: start)
  }

  /// The value, where it is of the column's type.
  private func fit(
    _ value: FeatureCondition.Value, _ column: FeatureColumn, at place: Int
  ) throws(CQL2Error) -> FeatureCondition.Value {
    let isFit =
      switch (column.type, value) {
      case (.text, .text), (.integer, .number), (.number, .number), (.boolean, .bool), (.any, _):
        true
      default: false
      }
    guard isFit else {
      let example =
        switch column.type {
        case .text: "a text: write it between single quotes"
        case .integer, .number: "a number: write it without quotes"
        default: "true or false"
        }
      throw CQL2Error(place: place, reason: "\(column.name) is \(example)")
    }
    return value
  }

  private func isComparison(_ token: CQL2Token?) -> Bool {
    guard case .sign(let sign)? = token else { return false }
    return FeatureCondition.Comparison(rawValue: sign) != nil
  }

  private mutating func takesComparison() -> FeatureCondition.Comparison? {
    guard case .sign(let sign)? = tokens.first?.token,
      let comparison = FeatureCondition.Comparison(rawValue: sign)
    else { return nil }
    tokens.removeFirst()
    return comparison
  }

  /// The comparison with its sides exchanged.
  private static func turned(
    _ comparison: FeatureCondition.Comparison
  ) -> FeatureCondition.Comparison {
    switch comparison {
    case .equal, .notEqual: comparison
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  private mutating func operand() throws(CQL2Error) -> Operand {
    let start = place
    guard let token = tokens.popFirst()?.token else {
      throw CQL2Error(
        place: start, reason: "the filter ends where a property or a value should stand")
    }
    switch token {
    case .text(let text): return .value(.text(text))
    case .number(let number): return .value(.number(number))
    case .sign("-"), .sign("+"):
      guard case .number(let number)? = tokens.popFirst()?.token else {
        throw CQL2Error(place: start, reason: "a number is missing behind the sign")
      }
      return .value(.number(token == .sign("-") ? -number : number))
    case .quoted(let name): return .property(try column(name, at: start))
    case .word(let word):
      switch word.uppercased() {
      case "TRUE": return .value(.bool(true))
      case "FALSE": return .value(.bool(false))
      case "DATE", "TIMESTAMP":
        if takesSign("(") {
          guard case .text(let text)? = tokens.popFirst()?.token else {
            throw CQL2Error(place: start, reason: "\(word) wants a text between single quotes")
          }
          try requireSign(")")
          return .value(.text(text))
        }
        return .property(try column(word, at: start))
      default: return .property(try column(word, at: start))
      }
    case .sign(let sign):
      throw CQL2Error(place: start, reason: "\"\(sign)\" stands where a property or a value should")
    }
  }

  private func column(_ name: String, at place: Int) throws(CQL2Error) -> FeatureColumn {
    guard let column = columns[name] else {
      throw CQL2Error(
        place: place, reason: "there is no property \(name): see the queryables of the collection")
    }
    return column
  }

  // MARK: Boxes

  private mutating func intersection() throws(CQL2Error) -> FeatureCondition {
    try requireSign("(")
    let start = place
    switch tokens.popFirst()?.token {
    case .word(Self.geometryName)?, .quoted(Self.geometryName)?, .word("geom")?, .quoted("geom")?:
      break
    default:
      throw CQL2Error(
        place: start, reason: "S_INTERSECTS begins with the geometry, \(Self.geometryName)")
    }
    try requireSign(",")
    let found = try boxes(try box())
    try requireSign(")")
    return found.count == 1 ? .meets(found[0]) : .any(found.map { .meets($0) })
  }

  private mutating func box() throws(CQL2Error) -> Box {
    let start = place
    if takesKeyword("BBOX") || takesKeyword("ENVELOPE") {
      try requireSign("(")
      let numbers = try numbers()
      try requireSign(")")
      guard numbers.count == 4 || numbers.count == 6 else {
        throw CQL2Error(place: start, reason: "a box has 4 numbers, or 6 with heights")
      }
      let half = numbers.count / 2
      return Box(
        minX: numbers[0], minY: numbers[1], maxX: numbers[half], maxY: numbers[half + 1])
    }
    if takesKeyword("POINT") {
      try requireSign("(")
      let (x, y) = try position()
      try requireSign(")")
      return Box(minX: x, minY: y, maxX: x, maxY: y)
    }
    guard takesKeyword("POLYGON") else {
      throw CQL2Error(place: start, reason: "BBOX(…), POINT(…) or POLYGON((…)) of a box is missing")
    }
    try requireSign("(")
    try requireSign("(")
    var corners: [(x: Double, y: Double)] = []
    repeat { corners.append(try position()) } while takesSign(",")
    try requireSign(")")
    try requireSign(")")
    var box = Box.empty
    for corner in corners { box.extend(x: corner.x, y: corner.y) }
    let isBox =
      corners.count == 5
      && corners.allSatisfy {
        ($0.x == box.minX || $0.x == box.maxX) && ($0.y == box.minY || $0.y == box.maxY)
      }
      && zip(corners, corners.dropFirst()).allSatisfy { ($0.x == $1.x) != ($0.y == $1.y) }
    guard isBox else {
      throw CQL2Error(place: start, reason: "only polygons that are boxes are understood")
    }
    return box
  }

  private mutating func numbers() throws(CQL2Error) -> [Double] {
    var numbers: [Double] = []
    repeat { numbers.append(try number()) } while takesSign(",")
    return numbers
  }

  private mutating func position() throws(CQL2Error) -> (x: Double, y: Double) {
    (try number(), try number())
  }

  private mutating func number() throws(CQL2Error) -> Double {
    let start = place
    guard case .value(.number(let number)) = try operand() else {
      throw CQL2Error(place: start, reason: "a number is missing")
    }
    return number
  }
}
