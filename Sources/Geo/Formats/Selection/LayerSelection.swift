internal import GeoAlgorithms
public import GeoCore

/// A layer in memory whose features are selected by conditions.
///
/// **Complexity:** an index of boxes is made once, O(n log n); a condition with a box looks at the
/// features whose boxes meet it, another at all.
public struct LayerSelection: Sendable {
  /// The layer that features are selected of.
  public let layer: Layer
  private let tree: BoxTree
  private let columns: [String: Int]

  /// Makes the index.
  public init(_ layer: Layer) {
    self.layer = layer
    tree = BoxTree(layer.geometries.boxes())
    columns = Dictionary(
      layer.attributes.columns.enumerated().map { ($1.name, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The features that fulfil a condition, in the order of the layer; all of them without one.
  public func features(where condition: FeatureCondition?) -> [Int] {
    guard let condition else { return Array(0..<layer.count) }
    guard let box = condition.requiredBoxes.first else {
      return (0..<layer.count).filter { holds(condition, $0) == true }
    }
    var found: [Int] = []
    tree.query(box) { if holds(condition, $0) == true { found.append($0) } }
    return found.sorted()
  }

  /// Whether a condition holds for a feature; nil when that is unknown.
  private func holds(_ condition: FeatureCondition, _ feature: Int) -> Bool? {
    switch condition {
    case .all(let conditions):
      var isUnknown = false
      for one in conditions {
        switch holds(one, feature) {
        case false?: return false
        case nil: isUnknown = true
        case true?: break
        }
      }
      return isUnknown ? nil : true
    case .any(let conditions):
      var isUnknown = false
      for one in conditions {
        switch holds(one, feature) {
        case true?: return true
        case nil: isUnknown = true
        case false?: break
        }
      }
      return isUnknown ? nil : false
    case .not(let one): return holds(one, feature).map { !$0 }
    case .compares(let name, let comparison, let value):
      return column(name).flatMap { Self.compares($0, feature, comparison, value) }
    case .isNull(let name): return column(name)?.isMissing(feature) ?? true
    case .isLike(let name, let pattern):
      guard let column = column(name), !column.isMissing(feature) else { return nil }
      return column.string(feature).map { TextLikeness(pattern).fits($0) }
    case .meets(let box): return layer.geometries.meets(box, feature: feature)
    case .boxMeets(let box): return layer.geometries.box(ofFeature: feature).meets(box)
    }
  }

  private func column(_ name: String) -> Column? {
    columns[name].map { layer.attributes.columns[$0] }
  }

  private static func compares(
    _ column: Column, _ feature: Int, _ comparison: FeatureCondition.Comparison,
    _ value: FeatureCondition.Value
  ) -> Bool? {
    switch value {
    case .number(let number): column.double(feature).map { comparison.holds($0, number) }
    case .bool(let bool):
      column.bool(feature).map { comparison.holds($0 ? 1 : 0, bool ? 1 : 0) }
    case .text(let text):
      column.kinds[feature] == .string
        ? column.string(feature).map {
          comparison.holds(ByteOrder(text: $0), ByteOrder(text: text))
        } : nil
    }
  }

  /// Texts in the order of their bytes, as SQLite has them.
  private struct ByteOrder: Comparable {
    let text: String
    static func == (a: Self, b: Self) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }
    static func < (a: Self, b: Self) -> Bool {
      a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
    }
  }
}
