public import GeoCore

/// What features are asked for, by their properties and where they lie.
///
/// **Unknown:** as in SQL, a comparison with a value that is null or absent is neither true nor false,
/// and neither is its negation: such features are not selected.
/// **CRS:** boxes are in that of the layer. **Boundary rule:** closed; touching is meeting.
public indirect enum FeatureCondition: Sendable, Hashable {
  /// Every one holds; true for none.
  case all([FeatureCondition])
  /// At least one holds; false for none.
  case any([FeatureCondition])
  /// It does not hold.
  case not(FeatureCondition)
  /// The value of a column compares to another so.
  case compares(column: String, Comparison, Value)
  /// The column has no value.
  case isNull(column: String)
  /// The text of a column fits a pattern of `TextLikeness`.
  case isLike(column: String, pattern: String)
  /// The geometry shares a point with a box.
  case meets(Box)
  /// The box of the geometry shares a point with a box, which is quick to tell. An index of single
  /// precision may take a box for up to a ten millionth larger than it is.
  case boxMeets(Box)

  /// A value that columns are compared with.
  public enum Value: Sendable, Hashable {
    /// A number, whole or not.
    case number(Double)
    /// A text, by its bytes.
    case text(String)
    /// A truth value.
    case bool(Bool)
  }

  /// How two values compare, by the signs of SQL.
  public enum Comparison: String, Sendable, CaseIterable {
    /// Equal.
    case equal = "="
    /// Not equal.
    case notEqual = "<>"
    /// Less: for texts, before in the order of their bytes.
    case less = "<"
    /// Less or equal.
    case lessOrEqual = "<="
    /// Greater.
    case greater = ">"
    /// Greater or equal.
    case greaterOrEqual = ">="

    /// Whether two values of one type compare so.
    func holds<T: Comparable>(_ a: T, _ b: T) -> Bool {
      switch self {
      case .equal: a == b
      case .notEqual: a != b
      case .less: a < b
      case .lessOrEqual: a <= b
      case .greater: a > b
      case .greaterOrEqual: a >= b
      }
    }
  }

  /// The boxes that a feature must meet whatever else holds.
  var requiredBoxes: [Box] {
    switch self {
    case .all(let conditions): conditions.flatMap(\.requiredBoxes)
    case .meets(let box), .boxMeets(let box): [box]
    default: []
    }
  }
}
