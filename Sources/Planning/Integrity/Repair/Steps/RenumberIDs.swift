import GeoCore

/// Gives features new ids: all of them, or those that share one with an earlier feature.
enum RenumberIDs: RepairStep {
  static let name = "renumber"
  static let summary = "Number ids anew: all, or those that are not unique."
  static let isRepeated = false

  static func isWanted(_ options: RepairOptions) -> Bool { options.renumbering != .never }

  static func apply(to state: inout RepairState) {
    let old = Array(state.layer.ids)
    let new = state.options.renumbering == .all ? numbered(old.count) : unique(old)
    for feature in old.indices where old[feature] != new[feature] {
      state.book(self, feature, newID: new[feature]?.text ?? "")
    }
    state.renumber(FeatureIDs(new))
  }

  private static func numbered(_ count: Int) -> [FeatureID?] {
    (0..<count).map { FeatureID(number: $0 + 1) }
  }

  /// The first of equal ids stays. A later number, and a missing id where others have one, gets the
  /// next free number; a later text gets `-2`, `-3` … at its end.
  static func unique(_ ids: [FeatureID?]) -> [FeatureID?] {
    let given = ids.compactMap { $0 }
    guard !given.isEmpty else { return ids }
    var taken = Set(given)
    // Beyond the greatest number there is none: the free ones below it serve.
    let greatest = given.compactMap { $0.isNumber ? Int($0.text) : nil }.max() ?? 0
    var next = greatest < .max - given.count ? max(0, greatest) + 1 : 1
    func nextNumber() -> FeatureID {
      while taken.contains(FeatureID(number: next)) { next += 1 }
      return FeatureID(number: next)
    }
    var seen: Set<FeatureID> = []
    return ids.map { id in
      if let id, seen.insert(id).inserted { return id }
      var new = nextNumber()
      if let id, !id.isNumber {
        var suffix = 2
        while taken.contains(FeatureID("\(id.text)-\(suffix)")) { suffix += 1 }
        new = FeatureID("\(id.text)-\(suffix)")
      }
      taken.insert(new)
      seen.insert(new)
      return new
    }
  }
}
