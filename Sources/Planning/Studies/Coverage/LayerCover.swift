internal import GeoAlgorithms
internal import GeoCore

/// One layer's cover of all zones: areas, shares, bands, people.
struct LayerCover {
  private let layer: ArealLayer
  private let denominator: Denominator
  /// m² of each zone's denominator under the layer; 0 where that is not known.
  private let covered: [Double]
  /// Why nothing is known of a zone, or of the layer in it.
  private let unknown: [UnknownReason?]
  private let statuses: [SourceStatus?]
  /// The least and the most that may be covered, m².
  let band: (low: [Double], high: [Double])?
  /// Why there is no band though accuracies are stated; nil otherwise.
  let bandFault: String?
  private let people: [PeopleCount?]?
  /// What these counts stay within nine times of ten; nil where no error was measured.
  private let interval: PeopleInterval?
  /// The people of each zone; nil for a zone of which they are not known.
  private let zonePeople: [PeopleCount?]
  /// The layer's area inside any zone, m².
  private let inside: Double
  /// Whether the area inside is the sum of what is covered, so that its bounds are sums too.
  private let isSumOfZones: Bool

  /// - Parameters:
  ///   - zoneBand: the denominator shrunk and grown by the zones' own accuracy.
  ///   - zonePeople: the people of each zone; nil for a zone of which they are not known.
  init(
    _ layer: ArealLayer, zones: ZoneSet, zoneBand: ErrorBand, zonePeople: [PeopleCount?],
    options: CoverageAnalysis.Options
  ) throws {
    self.layer = layer
    denominator = options.denominator
    let threads = options.threads
    unknown = (0..<zones.count).map { zone in
      zones.areal.reasons[zone] ?? (layer.hasNoPositions ? .noPositions : nil)
    }
    let weakest = layer.origins.map { members in
      members.reduce(into: nil as SourceStatus?) { weakest, origin in
        let status = layer.study.statuses[origin]
        weakest = weakest.map { .weaker($0, status) } ?? status
      }
    }
    var sums = FixedPointSums(count: zones.count)
    var statuses: [SourceStatus?] = Array(repeating: nil, count: zones.count)
    OverlapPairs.forEach(options.denominator.index, layer.dissolved, threads: threads) { pairs in
      for pair in pairs {
        sums.add(pair.area, to: pair.a)
        guard pair.area > CoverageAnalysis.touchingSquareMeters, let status = weakest[pair.b] else {
          continue
        }
        statuses[pair.a] = statuses[pair.a].map { .weaker($0, status) } ?? status
      }
    }
    let covered = sums.totals
    self.covered = covered
    self.statuses = statuses
    let wholes = options.denominator.areasSquareMeters
    func overlaps(_ zoneIndex: PolygonIndex, _ index: PolygonIndex) -> [Double] {
      var sums = FixedPointSums(count: zones.count)
      OverlapPairs.forEach(zoneIndex, index, threads: threads) { pairs in
        for pair in pairs { sums.add(pair.area, to: pair.a) }
      }
      return sums.totals
    }
    let (made, fault) = Self.errorBand(
      of: layer, near: zoneBand.most.geometries.box, threads: threads)
    bandFault = fault
    band = made.map { band in
      let least = zip(overlaps(zoneBand.least, band.least), covered).map { min($0, $1) }
      let most = zip(zip(overlaps(zoneBand.most, band.most), covered), wholes).map { pair, whole in
        min(max(pair.0, pair.1), whole)
      }
      return (least, most)
    }
    self.zonePeople = zonePeople
    interval = options.people?.interval
    let unknown = unknown
    people = try options.people.map { source in
      let regions = try Regions(options.denominator.index, layer.dissolved, threads: threads)
      let counts = try PeopleCount.counts(
        of: source, in: regions.index, zones: zones.areal.index, threads: threads)
      return counts.indices.map { zone in
        unknown[zone] == nil && zonePeople[zone] != nil ? counts[zone] : nil
      }
    }
    isSumOfZones =
      denominator.name == "zone" && zones.areal.doubleCountedAreaSquareMeters == 0
    inside = Self.insideAny(zones, layer, options.denominator, covered, threads: threads)
  }

  /// The band, or why GEOS or PROJ cannot make it: around poles and antipodes they cannot always.
  private static func errorBand(
    of layer: ArealLayer, near place: Box, threads: Int
  ) -> (band: ErrorBand?, fault: String?) {
    do {
      return (try ErrorBand(of: layer, near: place, threads: threads), nil)
    } catch {
      return (nil, "\(error)")
    }
  }

  /// The sum over zones, unless these overlap each other or shares are of less than the zone.
  private static func insideAny(
    _ zones: ZoneSet, _ layer: ArealLayer, _ denominator: Denominator, _ covered: [Double],
    threads: Int
  ) -> Double {
    if denominator.name == "zone", zones.areal.doubleCountedAreaSquareMeters == 0 {
      return covered.orderFreeSum
    }
    var sum = FixedPointSums(count: 1)
    OverlapPairs.forEach(zones.areal.dissolved, layer.dissolved, threads: threads) { pairs in
      for pair in pairs { sum.add(pair.area, to: 0) }
    }
    return sum.totals[0]
  }

  private func share(_ area: Double, _ zone: Int) -> Double? {
    let whole = denominator.areasSquareMeters[zone]
    return unknown[zone] == nil && whole > 0 ? Rounding.share(min(1, area / whole)) : nil
  }

  /// Why the share of a zone is null; nil when it is not.
  private func reason(_ zone: Int) -> UnknownReason? {
    unknown[zone] ?? (denominator.areasSquareMeters[zone] > 0 ? nil : .noDenominator)
  }

  /// Zones of which more than all would lie under the layer: their shares are cut down to 1.
  var crowdedZones: Int {
    zip(covered, denominator.areasSquareMeters).count { $0 > $1 * (1 + Self.roundingShare) }
  }

  private static let roundingShare = 1e-8

  func append(to table: inout Attributes) {
    let places = ["layer": layer.study.name].merging(denominator.places) { $1 }
    let shown = ["layer": layer.study.credits.title]
    func field(_ template: Field) -> Field { template.at(places, shown: shown) }
    let zones = covered.indices
    let share = field(CoverageFields.share)
    table.set(
      Column(field(CoverageFields.area), zones.map { unknown[$0] == nil ? covered[$0] : nil }))
    table.set(Column(share, zones.map { self.share(covered[$0], $0) }))
    table.set(
      Column(share.lowest, zones.map { zone in band.flatMap { self.share($0.low[zone], zone) } }))
    table.set(
      Column(share.highest, zones.map { zone in band.flatMap { self.share($0.high[zone], zone) } }))
    if let people {
      table.append(people, as: field(PeopleFields.layer))
      table.append(people, within: interval, of: field(PeopleFields.layer))
      let shares = zip(people, zonePeople).map { under, all -> Double? in
        guard let under, let all, all.expected > 0 else { return nil }
        return min(1, under.expected / all.expected)
      }
      table.set(Column(field(PeopleFields.layerShare), shares))
    }
    let weakest = layer.study.weakestStatus
    table.set(
      Column(field(CoverageFields.status), statuses.map { ($0 ?? weakest).rawValue }))
    let reasons = zones.map { reason($0)?.rawValue }
    if reasons.contains(where: { $0 != nil }) {
      table.set(Column(field(CoverageFields.reason), reasons))
    }
  }

  func total(_ zones: ZoneSet) -> CoverageAnalysis.Total {
    let touched = covered.indices.filter { covered[$0] > CoverageAnalysis.touchingSquareMeters }
    let ranked = touched.sorted { a, b in
      let (x, y) = (share(covered[a], a) ?? 0, share(covered[b], b) ?? 0)
      return x != y ? x > y : FeatureID.precedes(zones.ids[a], zones.ids[b])
    }
    let most = ranked.prefix(5).map { zone in
      CoverageAnalysis.Total.Covered(
        id: zones.ids[zone].text, name: zones.names[zone], share: share(covered[zone], zone) ?? 0,
        band: band.map { (share($0.low[zone], zone) ?? 0, share($0.high[zone], zone) ?? 0) })
    }
    let allPeople = layer.hasNoPositions ? nil : people.flatMap(PeopleCount.sum)
    return CoverageAnalysis.Total(
      layer: layer.study.name, title: layer.study.credits.title,
      status: layer.study.weakestStatus,
      reason: layer.hasNoPositions ? UnknownReason.noPositions.rawValue : nil,
      netAreaSquareMeters: layer.netAreaSquareMeters,
      insideSquareMeters: inside,
      insideBandSquareMeters: (isSumOfZones ? band : nil).map {
        ($0.low.reduce(0, +), $0.high.reduce(0, +))
      },
      population: allPeople,
      populationInterval: allPeople.flatMap { people in interval.map { $0.bounds(of: people) } },
      zonesTouched: touched.count, mostCovered: most)
  }

  var ledgerEntry: LedgerEntry {
    LedgerEntry(
      layer: layer.study.name, featuresRead: layer.study.layer.count, dropped: layer.dropped,
      grossAreaSquareMeters: layer.grossAreaSquareMeters,
      doubleCountedAreaSquareMeters: layer.doubleCountedAreaSquareMeters,
      netAreaSquareMeters: layer.netAreaSquareMeters, insideSquareMeters: inside)
  }
}
