internal import GeoCore

extension PlanReader {
  /// What could become different: mappings by the names of scenarios.
  static func scenarios(
    _ section: YAMLMapping?, layers names: [String]
  ) throws(InputError) -> [ScenarioEntry] {
    guard let section else { return [] }
    var scenarios: [ScenarioEntry] = []
    for name in section.keys {
      let entry = try section.requiredMapping(name)
      var scenario = ScenarioEntry(
        name: name, title: try entry.string("title") ?? name, changes: [])
      for item in try entry.mappings("changes") ?? [] {
        scenario.changes.append(try change(item, layers: names, in: section.path))
      }
      guard !scenario.changes.isEmpty else {
        throw section.error(
          at: name, "the scenario \"\(name)\" changes nothing",
          remedy: "add changes: with what is added, removed, moved or replaced")
      }
      try entry.finish(known: ["title", "changes"])
      scenarios.append(scenario)
    }
    return scenarios
  }

  private static let kinds = ["add", "place", "remove", "move", "replace"]

  private static func change(
    _ item: YAMLMapping, layers names: [String], in path: String
  ) throws(InputError) -> LayerChange {
    let layer = try item.requiredString("layer")
    guard names.contains(layer) else {
      throw item.error(
        at: "layer", "\"layer\" names a layer \"\(layer)\" that the plan does not define",
        remedy: "layers: \(names.joined(separator: ", "))")
    }
    let given = kinds.filter { item.has($0) }
    guard given.count == 1, let key = given.first else {
      throw item.error(
        at: given.last ?? "layer", "a change is one of \(kinds.joined(separator: ", "))",
        remedy: "write one of them; several changes are several items")
    }
    let kind: LayerChange.Kind =
      switch key {
      case "add": .add(source: try item.requiredString("add"))
      case "replace": .replace(source: try item.requiredString("replace"))
      case "place": .place(try points(try item.mappings("place") ?? []))
      case "move": .move(try moves(try item.requiredMapping("move")))
      default:
        item.isMapping("remove")
          ? .removeWhere(try filter(item, at: "remove"))
          : .remove(ids: try item.strings("remove") ?? [])
      }
    try item.finish(known: ["layer"] + kinds)
    return LayerChange(layer: layer, kind: kind, path: path, line: item.place(of: key)?.line)
  }

  private static func points(
    _ items: [YAMLMapping]
  ) throws(InputError) -> [LayerChange.PlacedPoint] {
    var points: [LayerChange.PlacedPoint] = []
    for item in items {
      let id = try item.requiredString("id")
      let (longitude, latitude) = try item.requiredPosition("at")
      var attributes: [LayerChange.Attribute] = []
      for name in item.keys where name != "id" && name != "at" {
        let isNumber = item.isNumber(name)
        attributes.append(
          LayerChange.Attribute(
            name: name, text: try item.requiredString(name), isNumber: isNumber))
      }
      points.append(
        LayerChange.PlacedPoint(
          id: id, longitude: longitude, latitude: latitude, attributes: attributes))
    }
    return points
  }

  private static func moves(_ item: YAMLMapping) throws(InputError) -> [LayerChange.PointMove] {
    var moves: [LayerChange.PointMove] = []
    for id in item.keys {
      let (longitude, latitude) = try item.requiredPosition(id)
      moves.append(LayerChange.PointMove(id: id, longitude: longitude, latitude: latitude))
    }
    return moves
  }
}
