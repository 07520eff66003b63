internal import GeoCore
internal import PlanningStudies

extension ScenarioEntry {
  /// What is changed, as results record it.
  var json: JSONValue {
    .object([
      "name": .string(name), "title": .string(title), "changes": .array(changes.map(\.json)),
    ])
  }
}

extension LayerChange {
  fileprivate var json: JSONValue {
    let (key, value): (String, JSONValue) =
      switch kind {
      case .add(let source): ("add", .string(source))
      case .replace(let source): ("replace", .string(source))
      case .place(let points):
        (
          "place",
          .array(points.map { Self.place($0.id, $0.longitude, $0.latitude) })
        )
      case .move(let moves):
        ("move", .array(moves.map { Self.place($0.id, $0.longitude, $0.latitude) }))
      case .remove(let ids): ("remove", .strings(ids))
      case .removeWhere(let filter): ("remove_where", .string(filter.text ?? ""))
      }
    return .object([
      JSONValue.Member(name: "layer", value: .string(layer)),
      JSONValue.Member(name: key, value: value),
    ])
  }

  private static func place(_ id: String, _ longitude: Double, _ latitude: Double) -> JSONValue {
    .object(["id": .string(id), "at": .array([.number(longitude), .number(latitude)])])
  }
}
