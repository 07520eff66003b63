internal import Geo

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
    table.set(Column("zone_id", zoneIDs))
    table.set(Column("area_m2", cells.weights.map { Rounding.area($0) }))
    appendModel(model, to: &table)
    return Layer(
      name: "accessibility_cells", geometries: cells.points, attributes: table, ids: FeatureIDs(ids)
    )
  }

  /// Says in every row how ways were found.
  static func appendModel(_ model: any CellModel, to table: inout Attributes) {
    table.set(Column("accessibility_model", Array(repeating: model.name, count: table.rowCount)))
    for (name, value) in model.facts {
      table.set(Column("accessibility_\(name)", Array(repeating: value, count: table.rowCount)))
    }
  }

  /// Sets the columns of one set of destinations.
  static func append(_ set: StudyLayer, _ costs: CellCosts, to table: inout Attributes) {
    let isEmpty = set.layer.geometries.vertexCount == 0
    func column(_ suffix: String, _ values: [Double], _ value: (Double) -> Double) {
      table.set(
        Column("\(set.name)_\(suffix)", values.map { $0.isFinite ? value($0) : nil }))
    }
    column("distance_m", costs.meters, Rounding.meters)
    switch costs.times {
    case .ofDistance(let modes):
      for mode in modes {
        column("\(mode.name)_min", costs.meters) { Rounding.minutes(mode.minutes(meters: $0)) }
      }
    case .measured(let mode, let minutes):
      column("\(mode)_min", minutes, Rounding.minutes)
    }
    let reason: CellReason = isEmpty ? .noDestinations : .notConnected
    table.set(
      Column(
        "\(set.name)_reason", costs.meters.map { $0.isFinite ? nil : reason.rawValue }))
  }
}
