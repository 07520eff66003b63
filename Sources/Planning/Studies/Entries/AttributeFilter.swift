public import GeoCore

/// Features whose attributes have given values; all conditions must hold.
public struct AttributeFilter: Sendable, Equatable {
  /// Attribute and the values it may have, as text.
  public var conditions: [Condition]

  /// One attribute and the values that let a feature pass.
  public struct Condition: Sendable, Equatable {
    /// The attribute's name; a layer without it is an error.
    public var attribute: String
    /// The values allowed, as text; numbers are compared by value.
    public var values: [String]

    /// A condition that any one of the values meets.
    public init(attribute: String, values: [String]) {
      self.attribute = attribute
      self.values = values
    }
  }

  /// Conditions that must all hold; without any, every feature passes.
  public init(_ conditions: [Condition] = []) { self.conditions = conditions }

  /// The features that pass, in order.
  /// - Throws: `InputError` when the layer lacks an attribute.
  public func matches(in layer: Layer) throws(InputError) -> [Int] {
    var chosen = Array(0..<layer.count)
    for condition in conditions {
      guard let column = layer.attributes[condition.attribute] else {
        throw InputError(
          path: layer.path,
          reason: "there is no attribute \"\(condition.attribute)\" to filter on",
          remedy: "attributes: \(layer.attributes.names.joined(separator: ", "))")
      }
      chosen = chosen.filter { row in
        guard let text = column.string(row) else { return false }
        return condition.values.contains(text)
          || column.key(row).map { condition.values.contains($0) } ?? false
      }
    }
    return chosen
  }

  /// `zone = core_sea`, for provenance; nil without conditions.
  public var text: String? {
    if conditions.isEmpty { return nil }
    return conditions.map { "\($0.attribute) = \($0.values.joined(separator: " | "))" }
      .joined(separator: ", ")
  }
}
