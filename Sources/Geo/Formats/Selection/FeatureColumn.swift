/// A column of a layer as conditions and descriptions know it: its name and what values it has.
public struct FeatureColumn: Sendable, Hashable {
  /// What the values of a column are, but for null.
  public enum ValueType: String, Sendable {
    /// Text.
    case text
    /// Whole numbers.
    case integer
    /// Any numbers.
    case number
    /// `true` and `false`.
    case boolean
    /// Values of several types, arrays, objects.
    case any
  }

  /// The name of the property.
  public var name: String
  /// What its values are.
  public var type: ValueType

  /// A column of a name and a type.
  public init(name: String, type: ValueType) {
    self.name = name
    self.type = type
  }
}
