internal import GeoCore
internal import PlanningStudies

/// The figures of one set of destinations, zone by zone, over the ground of zones or over their people.
struct CellColumns {
  let destinations: StudyLayer
  let costs: CellCosts
  /// What it costs to leave all zones.
  let borderCosts: [Double]
  let cutoffsMeters: [Double]
  let cutoffsMinutes: [Double]
  let cells: SampleCells
  /// The people who are the weights of the cells, with those within each cutoff in metres; nil over the
  /// ground.
  var people: PeopleWithinCutoffs?

  /// Whether there is no destination.
  var isEmpty: Bool { destinations.layer.geometries.vertexCount == 0 }

  private var fields: CellFieldSet { people == nil ? .ground : .people }

  func distribution(_ values: [Double], _ range: Range<Int>) -> WeightedDistribution? {
    isEmpty ? nil : WeightedDistribution(range.map { (values[$0], cells.weights[$0]) })
  }

  /// The columns of this set over the ground, one value a zone, and the figures of all zones together.
  func figures(zones: ZoneSet) -> (table: Attributes, total: AccessibilityAnalysis.Total) {
    var table = Attributes(rowCount: zones.count)
    let byZone = append(to: &table, zones: zones)
    return (table, total(byZone))
  }

  /// Sets the columns of this set, one value a zone.
  /// - Returns: the distribution of the distances in each zone.
  func append(to table: inout Attributes, zones: ZoneSet) -> [WeightedDistribution?] {
    let ranges = (0..<zones.count).map { cells.cells(ofZone: $0) }
    let byZone = ranges.map { distribution(costs.meters, $0) }
    set(fields.distanceMean, [:], byZone, in: &table) { $0.mean }
    for percent in [10, 50, 90] {
      set(fields.distancePercentile, ["percent": "\(percent)"], byZone, in: &table) {
        $0.percentile(Double(percent))
      }
    }
    for (place, cutoff) in cutoffsMeters.enumerated() {
      if let people {
        setPeople(within: cutoff, people.within[place], of: people.cells, in: &table)
        setGroups(within: cutoff, people.figures[place], of: people.cells, in: &table)
      } else {
        set(fields.within, ["cutoff": JSONText.number(cutoff)], byZone, in: &table) {
          $0.share(within: cutoff)
        }
        if !costs.times.isMeasured { setBounds(of: cutoff, ranges, in: &table) }
      }
    }
    setTimes(byZone, ranges, in: &table)
    let bias = BoundaryBias(
      facility: costs.primary.map { $0.isFinite ? $0 : nil },
      border: borderCosts.map { $0.isFinite ? $0 : nil },
      isKnown: zip(costs.primary, borderCosts).map { !isEmpty && ($0.isFinite || $1.isFinite) })
    let shares = ranges.map { bias.share(ofOrigins: $0, weights: cells.weights) }
    table.set(Column(field(fields.boundaryBias), shares))
    setReasons(byZone, zones, in: &table)
    return byZone
  }

  private func setTimes(
    _ distances: [WeightedDistribution?], _ ranges: [Range<Int>], in table: inout Attributes
  ) {
    switch costs.times {
    case .ofDistance(let modes):
      for mode in modes {
        setMinutes(mode.name, distances, in: &table) { mode.minutes(meters: $0) }
      }
    case .measured(let mode, let values):
      let times = ranges.map { distribution(values, $0) }
      setMinutes(mode, times, in: &table) { $0 }
      for cutoff in cutoffsMinutes {
        if let people {
          setPeople(withinMinutes: cutoff, values, of: people.cells, in: &table)
        } else {
          set(fields.withinMinutes, ["cutoff": JSONText.number(cutoff)], times, in: &table) {
            $0.share(within: cutoff)
          }
        }
      }
      set(fields.reached, [:], times, in: &table) { $0.finiteShare }
    }
  }

  /// Over the ground, the status of the set stands before the reasons; people have it from there.
  private func setReasons(
    _ distances: [WeightedDistribution?], _ zones: ZoneSet, in table: inout Attributes
  ) {
    if people == nil {
      let status = destinations.weakestStatus.rawValue
      table.set(
        Column(field(CellFields.status), Array(repeating: status, count: zones.count)))
    }
    let isNowhere = zones.areal.reasons
    let reasons = distances.enumerated().map { zone, distribution in
      (people?.cells.unknown[zone] ?? isNowhere[zone])?.rawValue
        ?? reason(distribution, hasWeight: !cells.cells(ofZone: zone).isEmpty)?.rawValue
    }
    let isSomewhere =
      people == nil
      ? isEmpty || costs.times.isMeasured || !isNowhere.isEmpty
      : reasons.contains { $0 != nil }
    if isSomewhere { table.set(Column(field(fields.reason), reasons)) }
  }

  /// The least and the most of a zone that may lie within a cutoff, given how coarse its cells are:
  /// no point of a cell is farther from a destination, or nearer, than its sample point by more
  /// than it is from that.
  private func setBounds(of cutoff: Double, _ zones: [Range<Int>], in table: inout Attributes) {
    let within = field(fields.within, ["cutoff": JSONText.number(cutoff)])
    let bounds = zones.map { self.bounds(of: cutoff, $0) }
    table.set(Column(within.lowest, bounds.map { $0?.low }))
    table.set(Column(within.highest, bounds.map { $0?.high }))
  }

  /// The bounds over some cells; nil where nothing is known.
  func bounds(
    of cutoff: Double, _ range: Range<Int>
  ) -> (low: Double, high: Double)? {
    if isEmpty { return nil }
    var (all, low, high) = (0.0, 0.0, 0.0)
    let (weights, distances, reaches) = (cells.weights, costs.meters, cells.reaches)
    for cell in range {
      let (weight, meters, reach) = (weights[cell], distances[cell], reaches[cell])
      all += weight
      low += meters + reach <= cutoff ? weight : 0
      high += meters - reach <= cutoff ? weight : 0
    }
    return all > 0 ? (low / all, high / all) : nil
  }

  private func setMinutes(
    _ mode: String, _ zones: [WeightedDistribution?], in table: inout Attributes,
    _ minutes: @escaping (Double) -> Double
  ) {
    set(fields.minutesMean, ["mode": mode], zones, in: &table) { $0.mean.map(minutes) }
    for percent in [10, 50, 90] {
      set(
        fields.minutesPercentile, ["mode": mode, "percent": "\(percent)"], zones, in: &table
      ) {
        $0.percentile(Double(percent)).map(minutes)
      }
    }
  }

  private func set(
    _ template: Field, _ places: [String: String], _ zones: [WeightedDistribution?],
    in table: inout Attributes, _ value: (WeightedDistribution) -> Double?
  ) {
    table.set(Column(field(template, places), zones.map { $0.flatMap(value) }))
  }

  /// A field of this set of destinations.
  func field(_ template: Field, _ places: [String: String] = [:]) -> Field {
    template.at(
      places.merging(["set": destinations.name]) { $1 },
      shown: ["set": destinations.credits.title])
  }

  /// Why nothing is known of a zone; nil when something is.
  func reason(_ zone: WeightedDistribution?, hasWeight: Bool) -> CellReason? {
    if isEmpty { return .noDestinations }
    if people != nil, !hasWeight { return .noPeople }
    return zone.map { $0.mean == nil } ?? false ? .notConnected : nil
  }
}

// MARK: All zones together

extension CellColumns {
  /// The figures of all ground together.
  /// - Parameter byZone: the distribution of the distances in each zone; zones follow each other.
  func total(_ byZone: [WeightedDistribution?]) -> AccessibilityAnalysis.Total {
    let all = WeightedDistribution(joining: byZone.compactMap { $0 })
    return AccessibilityAnalysis.Total(
      destinations: destinations.name, title: destinations.credits.title,
      status: destinations.weakestStatus, count: destinations.layer.count,
      meanMeters: all?.mean.map(Rounding.meters),
      medianMeters: all?.percentile(50).map(Rounding.meters),
      shareWithin: cutoffsMeters.map { cutoff in
        (cutoff, all.map { Rounding.share($0.share(within: cutoff)) })
      },
      shareBounds: costs.times.isMeasured
        ? []
        : cutoffsMeters.map { cutoff in
          bounds(of: cutoff, cells.inZones).map {
            (Rounding.share($0.low), Rounding.share($0.high))
          }
        }, travel: travel, reason: reason(all, hasWeight: true)?.rawValue)
  }

  /// The times over a network of all zones together.
  var travel: AccessibilityAnalysis.Travel? {
    guard case .measured(_, let minutes) = costs.times else { return nil }
    let all = distribution(minutes, cells.inZones)
    return AccessibilityAnalysis.Travel(
      reachedShare: all.map { Rounding.share($0.finiteShare) },
      meanMinutes: all?.mean.map(Rounding.minutes),
      medianMinutes: all?.percentile(50).map(Rounding.minutes),
      shareWithin: cutoffsMinutes.map { cutoff in
        (cutoff, all.map { Rounding.share($0.share(within: cutoff)) })
      })
  }
}

extension CellCosts.Times {
  var isMeasured: Bool {
    if case .measured = self { true } else { false }
  }
}
