internal import GeoCore
internal import PlanningStudies

/// The figures cell by cell, for maps and for other programs.
enum CellTables {
  /// One point a cell, in the order of zones: the zone it belongs to, the ground that it stands for.
  static func frame(_ cells: SampleCells, _ zones: ZoneSet, model: any CellModel) -> Layer {
    var ids: [FeatureID] = []
    var zoneIDs: [String] = []
    for zone in 0..<zones.count {
      let id = zones.ids[zone].text
      for number in cells.cells(ofZone: zone).indices {
        ids.append(FeatureID("\(id)-\(number - cells.offsets[zone] + 1)"))
        zoneIDs.append(id)
      }
    }
    var table = Attributes(rowCount: cells.count)
    table.set(Column(CellFields.zoneID, zoneIDs))
    table.set(Column(CellFields.cellArea, cells.weights))
    appendModel(model, to: &table)
    return Layer(
      name: "accessibility_cells", geometries: cells.points, attributes: table, ids: FeatureIDs(ids)
    )
  }

  /// Says in every row how ways were found.
  static func appendModel(_ model: any CellModel, to table: inout Attributes) {
    table.set(Column(CellFields.model, Array(repeating: model.name, count: table.rowCount)))
    for (name, value) in model.facts {
      let field = CellFields.option.at(["option": name])
      table.set(Column(field, Array(repeating: value, count: table.rowCount)))
    }
  }

  /// Sets the people of zones, and at how many places they are.
  static func append(_ people: PeopleCells, to table: inout Attributes) {
    table.set(Column(PersonFields.zone, people.peopleByZone.zones.map { $0?.expected }))
    let places = (0..<people.zoneCount).map { people.sample.cells(ofZone: $0).count }
    table.set(Column(PersonFields.cells, places))
  }

  /// Sets the columns of one set of destinations.
  static func append(_ set: StudyLayer, _ costs: CellCosts, to table: inout Attributes) {
    let isEmpty = set.layer.geometries.vertexCount == 0
    func field(_ template: Field, _ mode: String = "") -> Field {
      template.at(
        ["set": set.name, "mode": mode], shown: ["set": set.credits.title])
    }
    func column(_ field: Field, _ values: [Double]) {
      table.set(Column(field, values.map { $0.isFinite ? $0 : nil }))
    }
    column(field(CellFields.cellDistance), costs.meters)
    switch costs.times {
    case .ofDistance(let modes):
      for mode in modes {
        let minutes = costs.meters.map { mode.minutes(meters: $0) }
        column(field(CellFields.cellMinutes, mode.name), minutes)
      }
    case .measured(let mode, let minutes): column(field(CellFields.cellMinutes, mode), minutes)
    }
    let reason: CellReason = isEmpty ? .noDestinations : .notConnected
    table.set(
      Column(
        field(CellFields.reason), costs.meters.map { $0.isFinite ? nil : reason.rawValue }))
  }
}
