internal import GeoCore

extension PlanReader {
  /// The groups that are told of apart: their names, each with its column.
  private static func readGroups(
    _ section: YAMLMapping, into people: inout PeopleEntry
  ) throws(InputError) {
    if let groups = try section.mapping("groups") {
      for name in groups.keys {
        guard PeopleEntry.Group.isUsable(name) else {
          throw groups.error(
            at: name, "\"\(name)\" cannot name a group", remedy: PeopleEntry.Group.rule)
        }
        people.groups.append(
          PeopleEntry.Group(name: name, field: try groups.requiredString(name)))
      }
    }
    people.groupsOf = try section.string("groups_of")
    if people.groupsOf != nil, people.groups.isEmpty {
      throw section.error(
        at: "groups_of", "\"groups_of\" has no effect without groups",
        remedy: "add groups:, or leave the key out")
    }
  }

  /// Where people live, and what sharpens the counts.
  static func people(
    _ section: YAMLMapping?, layers names: [String], zones: ZoneEntry
  ) throws(InputError) -> PeopleEntry? {
    guard let section else { return nil }
    func checked(_ name: String?, _ key: String, _ section: YAMLMapping) throws(InputError)
      -> String?
    {
      guard let name, name != "zones", !names.contains(name) else { return name }
      throw section.error(
        at: key, "\"\(key)\" names a layer \"\(name)\" that the plan does not define",
        remedy: "layers: \((["zones"] + names).joined(separator: ", "))")
    }
    func totals(_ section: YAMLMapping) throws(InputError) -> PeopleEntry.Totals {
      let layer = try section.requiredString("layer")
      _ = try checked(layer, "layer", section)
      let field = try section.string("field") ?? (layer == "zones" ? zones.population : nil)
      guard let field else {
        throw section.error(
          at: "layer", "no attribute counts the people of \"\(layer)\"",
          remedy: "add field: with its name")
      }
      try section.finish(known: ["layer", "field"])
      return PeopleEntry.Totals(layer: layer, field: field)
    }
    var people = PeopleEntry(
      source: try section.requiredString("source"), field: try section.requiredString("field"))
    people.crs = try crs(section)
    people.land = try checked(try section.string("land"), "land", section)
    people.uninhabited = try section.strings("uninhabited") ?? []
    for name in people.uninhabited { _ = try checked(name, "uninhabited", section) }
    if let weights = try section.mapping("weights") {
      people.weights = try checked(try weights.requiredString("layer"), "layer", weights)
      people.weightField = try weights.string("field")
      try weights.finish(known: ["layer", "field"])
    }
    for one in try section.mappings("totals") ?? [] { people.totals.append(try totals(one)) }
    if let one = try section.mapping("held_out") { people.heldOut = try totals(one) }
    try readGroups(section, into: &people)
    if let income = try section.mapping("income") {
      let layer = try income.requiredString("layer")
      _ = try checked(layer, "layer", income)
      people.income = PeopleEntry.Income(layer: layer, field: try income.requiredString("field"))
      try income.finish(known: ["layer", "field"])
    }
    try section.finish(known: [
      "source", "field", "groups", "groups_of", "income", "crs", "land", "uninhabited", "weights",
      "totals", "held_out",
    ])
    return people
  }
}
