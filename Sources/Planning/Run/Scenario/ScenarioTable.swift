internal import GeoCore
internal import PlanningStudies

/// A table of results before and after a scenario, side by side.
///
/// Rows go by their ids. Every column of results becomes two, `_before` and `_after`, and numbers a third,
/// `_change`, after less before; null where either is not known. What tells rows apart, and what the
/// zones bring along, stays as it is. Shapes are those after, of rows that are gone those before.
struct ScenarioTable {
  let layer: Layer

  init(before: Layer, after: Layer) {
    let rows = Rows(before, after)
    var geometries = Geometries(crs: after.crs)
    for row in rows.places {
      if let place = row.after {
        geometries.append(feature: place, of: after.geometries)
      } else if let place = row.before {
        geometries.append(feature: place, of: before.geometries)
      }
    }
    var table = Attributes(rowCount: rows.places.count)
    var names = after.attributes.names
    names += before.attributes.names.filter { after.attributes[$0] == nil }
    for name in names {
      let (old, new) = (before.attributes[name], after.attributes[name])
      guard let column = new ?? old else { continue }
      guard let field = column.field, Self.isResult(field) else {
        table.set(rows.joined(old, new, like: column))
        continue
      }
      table.set(rows.taken(old, at: \.before, as: field.variant(.before)))
      table.set(rows.taken(new, at: \.after, as: field.variant(.after)))
      if field.type == .number || field.type == .integer {
        table.set(rows.change(old, new, of: field))
      }
    }
    var joined = Layer(
      name: after.name, geometries: geometries, attributes: table, ids: FeatureIDs(rows.ids),
      path: after.path)
    joined.title = after.title
    layer = joined
  }

  /// What a scenario can change: not what tells rows apart.
  private static func isResult(_ field: Field) -> Bool {
    switch field.kind {
    case .identifier, .name: false
    default: true
    }
  }

  /// The rows of both tables, matched by their ids.
  private struct Rows {
    var ids: [FeatureID] = []
    var places: [(before: Int?, after: Int?)] = []

    init(_ before: Layer, _ after: Layer) {
      func id(_ layer: Layer, _ row: Int) -> FeatureID {
        layer.ids[row] ?? FeatureID(number: row + 1)
      }
      var earlier: [String: Int] = [:]
      for row in 0..<before.count { earlier[id(before, row).key] = row }
      for row in 0..<after.count {
        let own = id(after, row)
        ids.append(own)
        places.append((earlier.removeValue(forKey: own.key), row))
      }
      for row in earlier.values.sorted() {
        ids.append(id(before, row))
        places.append((row, nil))
      }
    }

    /// A column that no scenario changes: as after, of rows that are gone as before.
    func joined(_ before: Column?, _ after: Column?, like column: Column) -> Column {
      var joined = column.withoutValues
      for place in places {
        if let row = place.after, let after {
          joined.append(row, of: after)
        } else if let row = place.before, let before {
          joined.append(row, of: before)
        } else {
          joined.appendAbsent()
        }
      }
      return joined
    }

    /// The values of one side.
    func taken(
      _ column: Column?, at side: KeyPath<(before: Int?, after: Int?), Int?>, as field: Field
    ) -> Column {
      var taken = Column(field)
      for place in places {
        if let row = place[keyPath: side], let column {
          taken.append(row, of: column)
        } else {
          taken.appendNull()
        }
      }
      return taken
    }

    /// After less before.
    func change(_ before: Column?, _ after: Column?, of field: Field) -> Column {
      let changes = places.map { place -> Double? in
        guard let old = place.before.flatMap({ row in before.flatMap { $0.double(row) } }),
          let new = place.after.flatMap({ row in after.flatMap { $0.double(row) } })
        else { return nil }
        return field.decimals == nil ? Rounding.change(new - old) : field.rounded(new - old)
      }
      let changed = field.variant(.change)
      if field.type == .integer {
        return Column(changed, changes.map { $0.flatMap { Int(exactly: $0) } })
      }
      return Column(changed, changes)
    }
  }
}

extension Field {
  /// A column's part in a comparison.
  enum Variant: String, CaseIterable {
    case before
    case after
    case change

    fileprivate var words: Wording {
      switch self {
      case .before: Wording(en: "before", fr: "avant")
      case .after: Wording(en: "after", fr: "après")
      case .change: Wording(en: "change", fr: "évolution")
      }
    }
  }

  /// The field of that part.
  func variant(_ variant: Variant) -> Field {
    func named(_ name: String) -> String { "\(name)_\(variant.rawValue)" }
    var field = self
    field.name = named(name)
    field.bounds = bounds.map(named)
    field.denominator = nil
    field.reason = reason.map(named)
    let words = variant.words
    field.label = Wording(en: "\(label.en) (\(words.en))", fr: "\(label.fr) (\(words.fr))")
    if variant == .change {
      field.bounds = []
      field.reason = nil
      field.meaning = Wording(
        en: "What `\(name)` is after the scenario less what it is before.",
        fr: "Ce que vaut `\(name)` après le scénario moins ce qu’il vaut avant.")
    }
    return field
  }
}
