package import GeoCore
internal import Yams

/// A YAML mapping that is read key by key and then must have no key left: a misspelt key is an
/// error with its line, never passed over.
package final class YAMLMapping {
  let path: String
  private let node: Node
  private let name: String
  private var pairs: [(key: String, keyNode: Node, value: Node)] = []
  private var unread: Set<String> = []

  /// - Throws: `InputError` when the node is not a mapping or a key stands twice.
  init(_ node: Node, path: String, name: String) throws(InputError) {
    self.node = node
    self.path = path
    self.name = name
    guard let mapping = node.mapping else {
      throw Self.error(path, node, "\(name) must be a mapping of keys to values")
    }
    for (key, value) in mapping {
      guard let text = key.scalar?.string else {
        throw Self.error(path, key, "a key of \(name) must be plain text")
      }
      guard unread.insert(text).inserted else {
        throw Self.error(path, key, "the key \"\(text)\" stands twice in \(name)")
      }
      pairs.append((text, key, value))
    }
  }

  /// How many lists and mappings a document may hold. The parser calls itself for each that stands
  /// in another, and a stack of calls has an end.
  private static let collectionLimit = 5_000
  private static let byteLimit = 4 << 20

  /// Refuses a document that may be nested too deep, by counting what opens a level; levels that
  /// indentation alone opens cost bytes.
  private static func checkNesting(_ text: String, path: String, name: String)
    throws(InputError)
  {
    var opened = 0
    var previous = UInt8(ascii: "\n")
    for byte in text.utf8 {
      let isBlank = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
      let isItem = isBlank && (previous == UInt8(ascii: "-") || previous == UInt8(ascii: "?"))
      if isItem || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { opened += 1 }
      previous = byte
    }
    guard opened <= collectionLimit, text.utf8.count <= byteLimit else {
      throw InputError(
        path: path,
        reason: "\(name) is too large: \(opened) lists, items and mappings, and "
          + "\(text.utf8.count) bytes",
        remedy: "\(collectionLimit) and \(byteLimit) are the most")
    }
  }

  /// Reads a whole YAML document.
  package static func document(_ text: String, path: String, name: String) throws(InputError)
    -> YAMLMapping
  {
    try checkNesting(text, path: path, name: name)
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw syntaxError(error, path: path)
    } catch {
      throw InputError(path: path, reason: "not YAML: \(error)")
    }
    guard let root else { throw InputError(path: path, line: 1, reason: "\(name) is empty") }
    return try YAMLMapping(root, path: path, name: name)
  }

  private static func syntaxError(_ error: YamlError, path: String) -> InputError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return InputError(
        path: path, line: mark.line, column: mark.column, reason: "not YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let keys = duplicates.map { "\"\($0)\"" }.sorted().joined(separator: ", ")
      return InputError(
        path: path, line: context.mark.line, column: context.mark.column,
        reason: "the key \(keys) stands twice")
    default: return InputError(path: path, reason: "not YAML: \(error)")
    }
  }

  package var keys: [String] { pairs.map(\.key) }

  /// The error for a node, with its line.
  static func error(
    _ path: String, _ node: Node, _ reason: String, remedy: Remedy? = nil
  ) -> InputError {
    InputError(
      path: path, line: node.mark?.line, column: node.mark?.column, reason: reason,
      remedy: remedy)
  }

  package func error(at key: String, _ reason: String, remedy: Remedy? = nil) -> InputError {
    let place = pairs.first { $0.key == key }
    return Self.error(path, place?.value ?? node, reason, remedy: remedy)
  }

  private func take(_ key: String) -> Node? {
    unread.remove(key)
    guard let value = pairs.first(where: { $0.key == key })?.value else { return nil }
    return value.isNull ? nil : value
  }

  /// How many letters typed wrong still tell what was meant.
  private static let mostLettersOff = 2

  private func missing(_ key: String) -> InputError {
    if let empty = pairs.first(where: { $0.key == key }) {
      return Self.error(
        path, empty.keyNode, "the key \"\(key)\" of \(name) has no value",
        remedy: "give it one, or leave it out where it is not needed")
    }
    let near = pairs.first {
      unread.contains($0.key) && EditDistance.between($0.key, key) <= Self.mostLettersOff
    }
    return Self.error(
      path, near?.keyNode ?? node, "\(name) lacks the key \"\(key)\"",
      remedy: near.map { "is \"\($0.key)\" meant to be \"\(key)\"?" })
  }

  /// Whether the key stands in the mapping.
  package func has(_ key: String) -> Bool { pairs.contains { $0.key == key } }

  /// Whether the value of a key is a mapping.
  package func isMapping(_ key: String) -> Bool {
    pairs.contains { $0.key == key && $0.value.mapping != nil }
  }

  /// Whether the value of a key is a list of mappings.
  package func isListOfMappings(_ key: String) -> Bool {
    pairs.contains { $0.key == key && $0.value.sequence?.first?.mapping != nil }
  }

  // MARK: Values

  package func string(_ key: String) throws(InputError) -> String? {
    guard let value = take(key) else { return nil }
    guard let text = value.scalar?.string else {
      throw Self.error(path, value, "\"\(key)\" must be text")
    }
    return text
  }

  package func requiredString(_ key: String) throws(InputError) -> String {
    guard let text = try string(key) else { throw missing(key) }
    return text
  }

  package func integer(_ key: String) throws(InputError) -> Int? {
    guard let value = take(key) else { return nil }
    guard let number = value.int else {
      throw Self.error(path, value, "\"\(key)\" must be a whole number")
    }
    return number
  }

  /// A number within bounds, both included.
  package func number(_ key: String, in bounds: ClosedRange<Double>) throws(InputError) -> Double? {
    guard let value = take(key) else { return nil }
    guard let number = value.float, bounds.contains(number) else {
      throw Self.error(
        path, value,
        "\"\(key)\" must be a number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return number
  }

  /// The value of a parameter; nil when it is not given.
  package func number(_ parameter: Parameter) throws(InputError) -> Double? {
    try number(parameter.key, in: parameter.range)
  }

  /// The values of a parameter; nil when none are given.
  package func numbers(_ parameter: Parameter) throws(InputError) -> [Double]? {
    guard let value = take(parameter.key) else { return nil }
    guard let items = value.sequence else {
      throw Self.error(path, value, "\"\(parameter.key)\" must be a list of numbers: [300, 500]")
    }
    var numbers: [Double] = []
    for item in items {
      guard let number = item.float, number.isFinite, parameter.fault(of: number) == nil else {
        let range =
          parameter.range == Parameter.positive
          ? "positive numbers only" : "numbers from \(parameter.rangeText)"
        throw Self.error(path, item, "\"\(parameter.key)\" must hold \(range)")
      }
      numbers.append(number)
    }
    return numbers
  }

  /// A longitude and a latitude: `[5.37, 43.3]`.
  func requiredPosition(_ key: String) throws(InputError) -> (longitude: Double, latitude: Double) {
    guard let value = take(key) else { throw missing(key) }
    let numbers = value.sequence.map { $0.compactMap(\.float) } ?? []
    guard numbers.count == 2, value.sequence?.count == 2, abs(numbers[0]) <= 180,
      abs(numbers[1]) <= 90
    else {
      throw Self.error(
        path, value, "\"\(key)\" must be a longitude and a latitude in degrees: [5.37, 43.3]")
    }
    return (numbers[0], numbers[1])
  }

  /// Whether the value of a key is a number, not text in quotes.
  func isNumber(_ key: String) -> Bool {
    guard let value = pairs.first(where: { $0.key == key })?.value, let scalar = value.scalar
    else { return false }
    return scalar.style == .plain && value.float?.isFinite == true
  }

  package func strings(_ key: String) throws(InputError) -> [String]? {
    guard let value = take(key) else { return nil }
    return try Self.strings(value, path: path, key: key)
  }

  private static func strings(
    _ value: Node, path: String, key: String
  ) throws(InputError) -> [String] {
    if let one = value.scalar?.string { return [one] }
    guard let items = value.sequence else {
      throw error(path, value, "\"\(key)\" must be a list of names: [a, b]")
    }
    var texts: [String] = []
    for item in items {
      guard let text = item.scalar?.string else {
        throw error(path, item, "\"\(key)\" must hold plain text only")
      }
      texts.append(text)
    }
    return texts
  }

  package func bool(_ key: String) throws(InputError) -> Bool? {
    guard let value = take(key) else { return nil }
    guard let answer = value.bool else {
      throw Self.error(path, value, "\"\(key)\" must be true or false")
    }
    return answer
  }

  /// A list whose items are names or lists of names: `[id, [commune, number]]`.
  package func lists(_ key: String) throws(InputError) -> [[String]]? {
    guard let value = take(key) else { return nil }
    guard let items = value.sequence else {
      throw Self.error(path, value, "\"\(key)\" must be a list of names or of lists of names")
    }
    var lists: [[String]] = []
    for item in items { lists.append(try Self.strings(item, path: path, key: key)) }
    return lists
  }

  /// Where a key stands; nil when it does not.
  package func place(of key: String) -> (line: Int, column: Int)? {
    pairs.first { $0.key == key }.flatMap { $0.keyNode.mark }.map { ($0.line, $0.column) }
  }

  package func mapping(_ key: String) throws(InputError) -> YAMLMapping? {
    guard let value = take(key) else { return nil }
    return try YAMLMapping(value, path: path, name: "\"\(key)\"")
  }

  package func requiredMapping(_ key: String) throws(InputError) -> YAMLMapping {
    guard let value = try mapping(key) else { throw missing(key) }
    return value
  }

  /// A list of mappings.
  package func mappings(_ key: String) throws(InputError) -> [YAMLMapping]? {
    guard let value = take(key) else { return nil }
    guard let items = value.sequence else {
      throw Self.error(path, value, "\"\(key)\" must be a list, each item after a dash")
    }
    var result: [YAMLMapping] = []
    for item in items {
      result.append(try YAMLMapping(item, path: path, name: "an item of \"\(key)\""))
    }
    return result
  }

  /// Says that no other key may stand here.
  package func finish(known: [String]) throws(InputError) {
    guard let stray = pairs.first(where: { unread.contains($0.key) }) else { return }
    throw Self.error(
      path, stray.keyNode, "unknown key \"\(stray.key)\" in \(name)",
      remedy: "known keys: \(known.joined(separator: ", "))")
  }
}

extension Node {
  fileprivate var isNull: Bool {
    guard let scalar else { return false }
    return scalar.style == .plain && ["", "null", "~"].contains(scalar.string)
  }
}
