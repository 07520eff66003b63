internal import GeoCore

/// A plan that is being read: what stands at its top, and the layers that its sections may name.
package struct PlanSections {
  package let root: YAMLMapping
  /// The names of the plan's layers, in their order.
  package let layerNames: [String]
  package let hasNetwork: Bool
  /// Where people live; nil when the plan counts nobody.
  package let people: PeopleEntry?

  /// The names of a list that must all be layers of the plan.
  /// - Throws: `InputError` with the line of the list.
  package func layers(
    _ names: [String], in section: YAMLMapping, at key: String
  ) throws(InputError) -> [String] {
    for name in names where !layerNames.contains(name) {
      throw section.error(
        at: key, "\"\(key)\" names a layer \"\(name)\" that the plan does not define",
        remedy: "layers: \(layerNames.joined(separator: ", "))")
    }
    return names
  }

  /// A layer of the plan that a key must name.
  package func layer(_ section: YAMLMapping, _ key: String) throws(InputError) -> String {
    let name = try section.requiredString(key)
    _ = try layers([name], in: section, at: key)
    return name
  }
}
