/// What the attributes of a layer must be: fields, types, keys, code lists, ranges.
///
/// Read from a YAML file by `init(path:)`; docs/schema.md describes it.
public struct LayerSchema: Sendable, Equatable {
  public var title: String?
  /// The layers that it rules, whatever the case of their names; all when empty.
  public var layers: [String]
  public var fields: [Field]
  /// Fields that together identify a feature.
  public var keys: [[String]]
  public var extraFields: ExtraFields

  public init(
    title: String? = nil, layers: [String] = [], fields: [Field] = [], keys: [[String]] = [],
    extraFields: ExtraFields = .allow
  ) {
    self.title = title
    self.layers = layers
    self.fields = fields
    self.keys = keys
    self.extraFields = extraFields
  }

  /// What to make of fields that the schema does not name.
  public enum ExtraFields: String, Sendable, CaseIterable {
    case allow
    case warn
    case error
  }

  /// What a value may be.
  public enum FieldType: String, Sendable, CaseIterable {
    case text
    /// A number without fraction; 5.0 is one.
    case integer
    case number
    case boolean
    /// Text: `2024-06-27`, `20240627`, or a date and time such as `2024-06-27T12:00:00Z`.
    case date
    case list
  }

  /// One attribute.
  public struct Field: Sendable, Equatable {
    public var name: String
    /// nil takes any.
    public var type: FieldType?
    public var isRequired = false
    /// Whether features may have no value.
    public var isNullable = true
    public var isUnique = false
    /// The values allowed, as text.
    public var values: [String]?
    public var minimum: Double?
    public var maximum: Double?
    /// A regular expression that the whole text must match.
    public var pattern: String?
    /// In characters.
    public var minLength: Int?
    public var maxLength: Int?

    public init(_ name: String, type: FieldType? = nil) {
      self.name = name
      self.type = type
    }
  }

  /// Whether it rules a layer of that name.
  public func rules(layerNamed name: String) -> Bool {
    layers.isEmpty || layers.contains { $0.lowercased() == name.lowercased() }
  }
}
