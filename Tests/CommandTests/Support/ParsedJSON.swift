import Foundation

/// A JSON value to look into: `json["features"][0]["id"].string`. What is not there is null.
enum ParsedJSON: Decodable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([ParsedJSON])
  case object([String: ParsedJSON])

  init(_ text: String) throws {
    self = try JSONDecoder().decode(ParsedJSON.self, from: Data(text.utf8))
  }

  init(file: String) throws {
    self = try JSONDecoder().decode(
      ParsedJSON.self, from: Data(contentsOf: URL(fileURLWithPath: file)))
  }

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .bool(flag)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if let items = try? value.decode([ParsedJSON].self) {
      self = .array(items)
    } else {
      self = .object(try value.decode([String: ParsedJSON].self))
    }
  }

  subscript(name: String) -> ParsedJSON {
    if case .object(let members) = self { return members[name] ?? .null }
    return .null
  }

  subscript(index: Int) -> ParsedJSON { index < items.count ? items[index] : .null }

  var items: [ParsedJSON] {
    if case .array(let items) = self { return items }
    return []
  }

  var members: [String: ParsedJSON] {
    if case .object(let members) = self { return members }
    return [:]
  }

  var string: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  var number: Double? {
    if case .number(let value) = self { return value }
    return nil
  }

  var numbers: [Double] { items.compactMap(\.number) }
}
