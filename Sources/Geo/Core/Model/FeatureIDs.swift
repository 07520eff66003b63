/// The ids of a layer's features, nil where one has none: packed as JSON text, as a `Column` packs
/// values, and without storage when no feature has one.
public struct FeatureIDs: Sendable, Equatable, RandomAccessCollection {
  /// A string, a number or an absent value for each feature; no value when no feature has an id.
  private var column: Column
  /// The number of features, with and without an id.
  public private(set) var count: Int

  /// No id for any of so many features.
  public init(count: Int) {
    column = Column("id")
    self.count = count
  }

  /// The ids of features in their order, nil for those without.
  public init(_ ids: some Collection<FeatureID?>) {
    self.init(count: 0)
    for id in ids { append(id) }
  }

  /// The ids of features that all have one.
  public init(_ ids: some Collection<FeatureID>) {
    self.init(count: 0)
    for id in ids { append(id) }
  }

  /// The ids that a column's strings and numbers are; other values are none.
  package init(_ column: Column) {
    self.column = column
    count = column.count
  }

  /// Always 0.
  public var startIndex: Int { 0 }
  /// `count`.
  public var endIndex: Int { count }

  /// The id of feature i; nil when it has none.
  ///
  /// **Complexity:** O(length of the id); the text is decoded each time.
  public subscript(_ i: Int) -> FeatureID? {
    guard column.count > 0 else { return nil }
    return switch column.kinds[i] {
    case .string: FeatureID(column.string(i) ?? "")
    case .integer, .number: FeatureID(numberText: column.json(i))
    case .absent, .null, .bool, .json: nil
    }
  }

  /// Appends the id of one more feature, or that it has none.
  public mutating func append(_ id: FeatureID?) {
    if let id {
      while column.count < count { column.appendAbsent() }
      if id.isNumber {
        column.append(json: id.text.utf8, kind: .number)
      } else {
        column.append(id.text)
      }
    } else if column.count > 0 {
      column.appendAbsent()
    }
    count += 1
  }

  /// Takes another id for the last feature.
  package mutating func replaceLast(by id: FeatureID?) {
    if column.count == count { column.removeLast() }
    count -= 1
    append(id)
  }

  /// The ids of the chosen features, in the order given.
  public func selecting(_ features: some Collection<Int>) -> FeatureIDs {
    guard column.count > 0 else { return FeatureIDs(count: features.count) }
    var chosen = Column("id")
    for i in features { chosen.append(i, of: column) }
    return FeatureIDs(chosen)
  }

  /// Whether each feature has an id of its own, or none has any.
  package var areOwn: Bool {
    column.count == 0
      || column.kinds.allSatisfy { [.string, .integer, .number].contains($0) } && column.isDistinct
  }

  /// Whether both hold equal ids in the same order, by the rule of `FeatureID`.
  public static func == (a: FeatureIDs, b: FeatureIDs) -> Bool { a.elementsEqual(b) }
}

extension FeatureIDs: ExpressibleByArrayLiteral {
  /// The ids of a literal, for tests and examples.
  public init(arrayLiteral ids: FeatureID?...) { self.init(ids) }
}
