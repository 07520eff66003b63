/// What the attributes of a layer must be: fields, types, keys, code lists, ranges.
///
/// Read from a YAML file by `init(path:)`; docs/schema.md describes it.
public struct LayerSchema: Sendable, Equatable {
  /// What the schema calls itself; nil when it does not say.
  public var title: String?
  /// The layers that it rules, whatever the case of their names; all when empty.
  public var layers: [String]
  /// The attributes that it knows, in its order.
  public var fields: [Field]
  /// Fields that together identify a feature.
  public var keys: [[String]]
  /// What becomes of attributes that it does not know.
  public var extraFields: ExtraFields

  /// A schema that allows everything, but for what is given.
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
    /// They are not looked at.
    case allow
    /// They are findings of severity `warning`.
    case warn
    /// They are findings of severity `error`.
    case error
  }

  /// What a value may be.
  public enum FieldType: String, Sendable, CaseIterable {
    /// Text of any kind.
    case text
    /// A number without fraction; 5.0 is one.
    case integer
    /// Any number.
    case number
    /// `true` or `false`.
    case boolean
    /// Text: `2024-06-27`, `20240627`, or a date and time such as `2024-06-27T12:00:00Z`.
    case date
    /// An array.
    case list
  }

  /// One attribute.
  public struct Field: Sendable, Equatable {
    /// The attribute's name, to the letter.
    public var name: String
    /// nil takes any.
    public var type: FieldType?
    /// Whether every layer must have the column.
    public var isRequired = false
    /// Whether features may have no value.
    public var isNullable = true
    /// Whether no two features may have the same value.
    public var isUnique = false
    /// The values allowed, as text.
    public var values: [String]?
    /// The least number allowed; nil for none.
    public var minimum: Double?
    /// The greatest number allowed; nil for none.
    public var maximum: Double?
    /// A regular expression that the whole text must match.
    public var pattern: String?
    /// In characters.
    public var minLength: Int?
    /// In characters; nil for no limit.
    public var maxLength: Int?

    /// An attribute that may be missing, null and repeated.
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
