internal import GeoCore

/// Figures of a comparison that no row of it changes.
enum UnchangedFigures {
  /// The comparison without `_before` and `_change` of these; `_after` stays.
  static func left(out comparison: Layer) -> Layer {
    let table = comparison.attributes
    var gone: Set<String> = []
    for name in table.names where name.hasSuffix("_before") {
      let base = String(name.dropLast("before".count))
      guard let old = table[name], let new = table[base + "after"] else { continue }
      if (0..<table.rowCount).allSatisfy({ old.json($0) == new.json($0) }) {
        gone.formUnion([name, base + "change"])
      }
    }
    var kept = comparison
    kept.attributes = Attributes(columns: table.columns.filter { !gone.contains($0.name) })
    return kept
  }
}
