import Foundation

/// A JSON value to look into: `json["features"][0]["id"].string`. What is not there is null.
public enum ParsedJSON: Equatable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([ParsedJSON])
  case object([String: ParsedJSON])

  /// The value of a text.
  ///
  /// - Throws: what Foundation throws for a text that is no JSON.
  public init(_ text: String) throws { try self.init(Data(text.utf8)) }

  /// The value in a file.
  ///
  /// - Throws: what Foundation throws for a file that cannot be read or is no JSON.
  public init(file: String) throws { try self.init(Data(contentsOf: URL(fileURLWithPath: file))) }

  private init(_ data: Data) throws {
    self.init(
      value: try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed))
  }

  private init(value: Any) {
    switch value {
    case let members as [String: Any]: self = .object(members.mapValues(ParsedJSON.init(value:)))
    case let items as [Any]: self = .array(items.map(ParsedJSON.init(value:)))
    case let text as String: self = .string(text)
    case let number as NSNumber:
      // Foundation keeps true and false as numbers of the C type char.
      let isFlag = String(cString: number.objCType) == "c"
      self = isFlag ? .bool(number.boolValue) : .number(number.doubleValue)
    default: self = .null
    }
  }

  /// The member of an object.
  public subscript(name: String) -> ParsedJSON {
    if case .object(let members) = self { return members[name] ?? .null }
    return .null
  }

  /// The item of an array.
  public subscript(index: Int) -> ParsedJSON { index < items.count ? items[index] : .null }

  /// The items of an array; none of anything else.
  public var items: [ParsedJSON] {
    if case .array(let items) = self { return items }
    return []
  }

  /// The members of an object; none of anything else.
  public var members: [String: ParsedJSON] {
    if case .object(let members) = self { return members }
    return [:]
  }

  /// The text of a string; nil of anything else.
  public var string: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  /// The value of a number; nil of anything else.
  public var number: Double? {
    if case .number(let value) = self { return value }
    return nil
  }

  /// The numbers in an array; what is no number is left out.
  public var numbers: [Double] { items.compactMap(\.number) }
}
