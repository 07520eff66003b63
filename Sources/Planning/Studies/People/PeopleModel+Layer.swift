internal import GeoCore

extension PeopleModel {
  /// How a fragment came by its people.
  enum Ground: String {
    /// All of its cell.
    case whole
    /// A part of its cell, with a part of its people.
    case part
    /// Its cell has no ground to live on, and keeps its people where they were counted.
    case none

    init(of fragment: Int, in fragments: PeopleFragments) {
      if fragments.rowsWithoutGround.contains(fragments.rows[fragment]) {
        self = .none
      } else {
        self = fragments.isWhole[fragment] ? .whole : .part
      }
    }
  }

  /// The id of a fragment: its cell's, with a number where the cell has several.
  private var fragmentIDs: [FeatureID] {
    var counts: [Int: Int] = [:]
    for row in fragments.rows { counts[row, default: 0] += 1 }
    var seen: [Int: Int] = [:]
    return fragments.rows.map { row in
      let id = counted.rows[row].id
      guard counts[row, default: 0] > 1 else { return FeatureID(id) }
      seen[row, default: 0] += 1
      return FeatureID("\(id)/\(seen[row, default: 1])")
    }
  }

  /// One feature a fragment, in the equal-area system.
  var layer: Layer {
    var table = Attributes(rowCount: fragments.count)
    table.set(Column(PeopleFields.cell, fragments.rows.map { counted.rows[$0].id }))
    table.set(Column(PeopleFields.population, fitting.parts))
    table.set(Column(PeopleFields.dealt, dealt))
    for (group, name) in counted.groups.names.enumerated() {
      let people = zip(fragments.rows, fitting.parts).map { row, people in
        counted.rows[row].groupShares[group].map { $0 * people }
      }
      table.set(Column(PeopleFields.groupOfModel.at(["group": name]), people))
    }
    table.set(
      Column(
        PeopleFields.ground,
        (0..<fragments.count).map { Ground(of: $0, in: fragments).rawValue }))
    for (known, groups) in zip(totals, zones) {
      let study = known.layer.study
      table.set(
        Column(
          PeopleFields.totalZone.at(["layer": known.name]),
          groups.map { zone in zone.map { study.featureID($0).text } }))
    }
    return Layer(
      name: "people", geometries: fragments.geometries, attributes: table,
      ids: FeatureIDs(fragmentIDs))
  }

  /// The fragments as a source of people. What lies in a cell with several fragments may lie in any of
  /// them, so that bounds go by cells.
  /// Rows that were left out stay in it, so that ledgers tell of their people.
  var source: PeopleSource {
    let dropped = droppedRows
    let fragmentIDs = fragmentIDs
    var geometries = fragments.geometries
    geometries.append(contentsOf: counted.geometries.selecting(dropped))
    let parts = fragmentIDs.indices.map { fragment in
      PeopleSource.Row(
        id: fragmentIDs[fragment].text, people: fitting.parts[fragment], droppedReason: nil,
        groupShares: counted.rows[fragments.rows[fragment]].groupShares,
        zoneIDs: zip(totals, zones).reversed().compactMap { known, zones in
          zones[fragment].map { known.layer.study.featureID($0).text }
        })
    }
    var source = PeopleSource(
      counted, rows: parts + dropped.map { counted.rows[$0] }, geometries: geometries,
      cells: fragments.rows + dropped)
    source.interval = heldOut?.score90.map { PeopleInterval(score: $0) }
    return source
  }

  /// The rows of the counts that have no place or no number.
  private var droppedRows: [Int] {
    counted.rows.indices.filter { counted.rows[$0].droppedReason != nil }
  }

  /// Known totals beside what was counted and fitted: one row a zone.
  var ledger: Layer {
    var layers = Column(PeopleFields.totalsLayer)
    var zones = Column(PeopleFields.totalsZone)
    var known = Column(PeopleFields.known)
    var before = Column(PeopleFields.counted)
    var after = Column(PeopleFields.fitted)
    var missed = Column(PeopleFields.missed)
    for (total, groups) in zip(totals, self.zones) {
      let counts = Self.sums(dealt, groups, total.people.count)
      let fitted = Self.sums(fitting.parts, groups, total.people.count)
      for zone in total.people.indices {
        layers.append(total.name)
        zones.append(total.layer.study.featureID(zone).text)
        known.append(total.people[zone])
        before.append(Rounding.people(counts[zone]))
        after.append(Rounding.people(fitted[zone]))
        missed.append(total.people[zone].map { Rounding.people($0 - fitted[zone]) })
      }
    }
    return Layer(
      name: "people_ledger", geometries: .null(count: layers.count),
      attributes: Attributes(columns: [layers, zones, known, before, after, missed]))
  }

  private static func sums(_ parts: [Double], _ groups: [Int?], _ count: Int) -> [Double] {
    var sums = Array(repeating: 0.0, count: count)
    for (part, group) in zip(parts, groups) {
      if let group { sums[group] += part }
    }
    return sums
  }

  /// All people, before the totals and after.
  var sums: (counted: Double, fitted: Double) {
    (counted.total, fitting.parts.orderFreeSum)
  }

  /// What a reader must know.
  var notes: [String] {
    var notes = counted.groups.notes
    let dropped = droppedRows
    if let first = dropped.first {
      let people = dropped.reduce(0) { $0 + counted.rows[$1].people }
      notes.append(
        Counted.text(dropped.count, "row")
          + " of \"\(counted.study.name)\" with \(JSONText.number(people)) people are"
          + " left out: \(counted.rows[first].id) (\(counted.rows[first].droppedReason ?? ""))"
          + (dropped.count > 1 ? " …" : ""))
    }
    let groundless = fragments.rowsWithoutGround.sorted().filter { counted.rows[$0].people > 0 }
    if !groundless.isEmpty {
      let people = groundless.reduce(0) { $0 + counted.rows[$1].people }
      let first = groundless.prefix(3).map { counted.rows[$0].id }.joined(separator: ", ")
      notes.append(
        "\(JSONText.number(Rounding.people(people))) people of \(groundless.count) rows of"
          + " \"\(counted.study.name)\" are counted where nobody lives by the layers named; they stay"
          + " there: \(first)" + (groundless.count > 3 ? " …" : ""))
    }
    for conflict in fitting.conflicts.prefix(5) {
      let known = totals[conflict.layer]
      let id = known.layer.study.featureID(conflict.group).text
      notes.append(
        "\(known.name) \(id): \(JSONText.number(conflict.known)) people are known and"
          + " \(JSONText.number(Rounding.people(conflict.fitted))) found: "
          + (conflict.fitted == 0
            ? "nobody is counted there" : "the totals contradict each other"))
    }
    if fitting.conflicts.count > 5 {
      notes.append("\(fitting.conflicts.count - 5) more totals are not met")
    }
    return notes
  }
}
