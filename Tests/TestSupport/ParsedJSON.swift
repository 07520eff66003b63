import Foundation

/// A JSON value to look into: `json["features"][0]["id"].string`. What is not there is null.
public enum ParsedJSON: Equatable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([ParsedJSON])
  case object([String: ParsedJSON])

  public init(_ text: String) throws { try self.init(Data(text.utf8)) }

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

  public subscript(name: String) -> ParsedJSON {
    if case .object(let members) = self { return members[name] ?? .null }
    return .null
  }

  public subscript(index: Int) -> ParsedJSON { index < items.count ? items[index] : .null }

  public var items: [ParsedJSON] {
    if case .array(let items) = self { return items }
    return []
  }

  public var members: [String: ParsedJSON] {
    if case .object(let members) = self { return members }
    return [:]
  }

  public var string: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  public var number: Double? {
    if case .number(let value) = self { return value }
    return nil
  }

  public var numbers: [Double] { items.compactMap(\.number) }
}
