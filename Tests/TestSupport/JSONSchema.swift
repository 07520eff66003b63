import Foundation

/// A JSON Schema (draft 2020-12) of the keywords that this project's schemas use. A schema with
/// any other keyword is refused, so that none is passed over in silence.
///
/// **Source:** JSON Schema Core and Validation, draft 2020-12.
public struct JSONSchema: Sendable {
  private let root: ParsedJSON

  /// Keywords that say nothing about values.
  private static let annotations: Set = ["$schema", "$id", "$comment", "title", "description"]
  private static let keywords: Set = [
    "$ref", "$defs", "type", "required", "properties", "additionalProperties", "items", "enum",
    "const", "pattern", "minimum", "minItems", "maxItems", "minLength", "dependentRequired",
    "uniqueItems",
  ]

  /// - Throws: `SchemaError` for a keyword or a reference that is not known here.
  public init(_ root: ParsedJSON) throws {
    self.root = root
    try check(root, at: "#")
  }

  /// The schema in a file.
  ///
  /// - Throws: `SchemaError`, and what Foundation throws for a file that is no JSON.
  public init(file: String) throws { try self.init(ParsedJSON(file: file)) }

  /// A schema that cannot be applied.
  public struct SchemaError: Error, CustomStringConvertible {
    /// The keyword or reference, and where it stands.
    public let description: String
  }

  private func check(_ schema: ParsedJSON, at place: String) throws {
    guard case .object(let members) = schema else {
      if case .bool = schema { return }
      throw SchemaError(description: "\(place): a schema is an object, true or false")
    }
    for (name, value) in members where !Self.annotations.contains(name) {
      guard Self.keywords.contains(name) else {
        throw SchemaError(description: "\(place): the keyword \(name) is not known")
      }
      switch name {
      case "properties", "$defs":
        for (key, inner) in value.members { try check(inner, at: "\(place)/\(name)/\(key)") }
      case "items", "additionalProperties": try check(value, at: "\(place)/\(name)")
      case "$ref": _ = try resolved(value.string ?? "")
      case "pattern": _ = try Regex(value.string ?? "")
      default: break
      }
    }
  }

  /// The schema that `#/$defs/name` means.
  private func resolved(_ reference: String) throws -> ParsedJSON {
    let name = reference.split(separator: "/").last.map(String.init) ?? ""
    guard reference == "#/$defs/\(name)", let schema = root["$defs"].members[name] else {
      throw SchemaError(description: "the reference \(reference) leads nowhere")
    }
    return schema
  }

  /// What in a value breaks the schema, with the place of each fault; nothing when it is valid.
  /// - Parameter definition: the part of `$defs` to apply, instead of the whole.
  public func problems(in value: ParsedJSON, as definition: String? = nil) throws -> [String] {
    let schema = try definition.map { try resolved("#/$defs/\($0)") } ?? root
    return try problems(in: value, schema, at: "")
  }

  private func problems(
    in value: ParsedJSON, _ schema: ParsedJSON, at place: String
  ) throws -> [String] {
    if case .bool(let allows) = schema { return allows ? [] : ["\(place): not allowed"] }
    var found: [String] = []
    for (name, argument) in schema.members.sorted(by: { $0.key < $1.key }) {
      found += try problems(in: value, name, argument, of: schema, at: place)
    }
    return found
  }

  private func problems(
    in value: ParsedJSON, _ keyword: String, _ argument: ParsedJSON, of schema: ParsedJSON,
    at place: String
  ) throws -> [String] {
    func unless(_ holds: Bool) -> [String] {
      holds ? [] : ["\(place.isEmpty ? "/" : place): breaks \(keyword) \(argument)"]
    }
    switch keyword {
    case "$ref": return try problems(in: value, resolved(argument.string ?? ""), at: place)
    case "type": return unless(value.has(type: argument.string ?? ""))
    case "enum": return unless(argument.items.contains(value))
    case "const": return unless(argument == value)
    case "minimum": return unless(value.number.map { $0 >= argument.number ?? 0 } ?? true)
    case "uniqueItems":
      return unless(
        value.items.indices.allSatisfy { !value.items[..<$0].contains(value.items[$0]) })
    case "minItems": return unless(!value.isArray || value.items.count >= argument.count)
    case "maxItems": return unless(!value.isArray || value.items.count <= argument.count)
    case "minLength":
      return unless(value.string.map { $0.unicodeScalars.count >= argument.count } ?? true)
    case "pattern":
      let pattern = try Regex(argument.string ?? "")
      return unless(value.string.map { $0.contains(pattern) } ?? true)
    case "required":
      return unless(
        !value.isObject || argument.items.allSatisfy { value.members[$0.string ?? ""] != nil })
    case "dependentRequired":
      return unless(
        argument.members.allSatisfy { name, needed in
          value.members[name] == nil
            || needed.items.allSatisfy { value.members[$0.string ?? ""] != nil }
        })
    case "items":
      return try value.items.enumerated().flatMap { i, item in
        try problems(in: item, argument, at: "\(place)/\(i)")
      }
    case "properties":
      return try argument.members.sorted { $0.key < $1.key }.flatMap { name, inner in
        try value.members[name].map { try problems(in: $0, inner, at: "\(place)/\(name)") } ?? []
      }
    case "additionalProperties":
      let named = schema["properties"].members
      let others = value.members.filter { named[$0.key] == nil }.sorted { $0.key < $1.key }
      return try others.flatMap { try problems(in: $0.value, argument, at: "\(place)/\($0.key)") }
    default: return []
    }
  }
}

extension ParsedJSON {
  fileprivate var isArray: Bool {
    if case .array = self { return true }
    return false
  }

  fileprivate var isObject: Bool {
    if case .object = self { return true }
    return false
  }

  /// A keyword's argument that is a count.
  fileprivate var count: Int { Int(number ?? 0) }

  fileprivate func has(type: String) -> Bool {
    switch (self, type) {
    case (.null, "null"), (.bool, "boolean"), (.number, "number"), (.string, "string"),
      (.array, "array"), (.object, "object"):
      true
    case (.number(let value), "integer"): value == value.rounded()
    default: false
    }
  }
}
