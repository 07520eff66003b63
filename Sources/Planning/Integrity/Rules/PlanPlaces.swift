internal import PlanningStudies

/// Where the keys of a plan stand in its text.
struct PlanPlaces {
  private let root: YAMLMapping?

  init(_ text: String, path: String) {
    root = try? YAMLMapping.document(text, path: path, name: "the plan")
  }

  /// The place of the last key, each in the mapping of the one before; that of the nearest key
  /// above when it is not there.
  func place(of keys: [String]) -> (line: Int, column: Int)? {
    var mapping = root
    var place: (line: Int, column: Int)?
    for key in keys {
      guard let found = mapping?.place(of: key) else { return place }
      place = found
      mapping = try? mapping?.mapping(key)
    }
    return place
  }
}
