internal import GeoCore
internal import GeoFormats
internal import PlanningStudies

extension LayerSchema {
  /// Reads a schema strictly: every key is known, every range has a smaller end.
  /// - Throws: `FormatError` when the file cannot be read, `InputError` with the line of what is
  ///   wrong in it.
  public init(path: String) throws {
    let bytes = try InputFile.bytes(of: path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputError(path: path, reason: "the text is not valid UTF-8")
    }
    try self.init(yaml: text, path: path)
  }

  /// - Parameter path: for messages.
  init(yaml: String, path: String) throws(InputError) {
    let root = try YAMLMapping.document(yaml, path: path, name: "the schema")
    if let version = try root.integer("version"), version != 1 {
      throw root.error(at: "version", "schema version \(version) is not known; this is version 1")
    }
    title = try root.string("title")
    layers = try root.strings("layers") ?? []
    let section = try root.requiredMapping("fields")
    fields = []
    for name in section.keys {
      fields.append(try Self.field(name, try section.mapping(name)))
    }
    keys = try root.lists("unique") ?? []
    for name in keys.joined() where !fields.contains(where: { $0.name == name }) {
      throw root.error(
        at: "unique", "\"unique\" names a field \"\(name)\" that the schema does not define",
        remedy: "fields: \(fields.map(\.name).joined(separator: ", "))")
    }
    extraFields =
      try Self.choice("extra_fields", of: root, ExtraFields.init, ExtraFields.allCases) ?? .allow
    try root.finish(known: ["version", "title", "layers", "fields", "unique", "extra_fields"])
  }

  private static func choice<Value: RawRepresentable<String>>(
    _ key: String, of section: YAMLMapping, _ make: (String) -> Value?, _ all: [Value]
  ) throws(InputError) -> Value? {
    guard let text = try section.string(key) else { return nil }
    guard let value = make(text) else {
      throw section.error(
        at: key, "\"\(key)\" cannot be \"\(text)\"",
        remedy: "known: \(all.map(\.rawValue).joined(separator: ", "))")
    }
    return value
  }

  private static func field(
    _ name: String, _ section: YAMLMapping?
  ) throws(InputError) -> Field {
    var field = Field(name)
    guard let section else { return field }
    field.type = try choice("type", of: section, FieldType.init, FieldType.allCases)
    field.isRequired = try section.bool("required") ?? false
    field.isNullable = try section.bool("nullable") ?? !field.isRequired
    field.isUnique = try section.bool("unique") ?? false
    field.values = try section.strings("values")
    let numbers = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    field.minimum = try section.number("minimum", in: numbers)
    field.maximum = try section.number("maximum", in: numbers)
    field.pattern = try section.string("pattern")
    field.minLength = try section.integer("min_length")
    field.maxLength = try section.integer("max_length")
    try check(field, section)
    try section.finish(known: [
      "type", "required", "nullable", "unique", "values", "minimum", "maximum", "pattern",
      "min_length", "max_length",
    ])
    return field
  }

  /// Refuses what no value could pass, and limits that do not go with the type.
  private static func check(_ field: Field, _ section: YAMLMapping) throws(InputError) {
    if field.values?.isEmpty == true {
      throw section.error(
        at: "values", "\"values\" is empty: no value could pass",
        remedy: "list the values, or leave the key out")
    }
    if let low = field.minimum, let high = field.maximum, low > high {
      throw section.error(at: "maximum", "\"maximum\" is below \"minimum\"")
    }
    if let low = field.minLength, let high = field.maxLength, low > high {
      throw section.error(at: "max_length", "\"max_length\" is below \"min_length\"")
    }
    for key in ["min_length", "max_length"] {
      let length = key == "min_length" ? field.minLength : field.maxLength
      if let length, length < 0 {
        throw section.error(at: key, "\"\(key)\" must be 0 or more")
      }
    }
    if let type = field.type {
      let isNumber = type == .integer || type == .number
      for key in ["minimum", "maximum"] where section.has(key) && !isNumber {
        throw section.error(
          at: key, "\"\(key)\" needs the type integer or number, and this one is \(type.rawValue)")
      }
      for key in ["pattern", "min_length", "max_length"]
      where section.has(key) && type != .text && type != .date {
        throw section.error(
          at: key, "\"\(key)\" needs the type text or date, and this one is \(type.rawValue)")
      }
    }
    if let pattern = field.pattern, TextPattern(pattern) == nil {
      throw section.error(
        at: "pattern", "\"\(pattern)\" is not a regular expression",
        remedy: "quote it in single quotes, and escape what is meant literally")
    }
  }
}
