public import Geo

/// How much of each zone lies under each layer.
///
/// For zone z and layer L: `<L>_area_m2` = area(z ∩ ∪L) by `OverlapArea`, every place once;
/// `<L>_share` = that over the zone's own area; `<L>_status` = the weakest source among the
/// features that reach into the zone, or of the whole layer when none does.
///
/// **Units:** m² on the ellipsoid (equal-area system), shares 0…1. **Boundary rule:** a shared
/// border is no area. **Empty layers:** areas and shares 0, with a note.
public enum CoverageAnalysis {
  public struct Result: Sendable {
    /// One feature a zone.
    public var layer: Layer
    public var totals: [Total]
    public var ledger: [LedgerEntry]
    public var notes: [String]
  }

  /// A layer's figures over all zones.
  public struct Total: Sendable {
    public var layer: String
    public var title: String
    public var status: SourceStatus
    public var netAreaSquareMeters: Double
    public var insideSquareMeters: Double
    public var zonesTouched: Int
    /// The most covered zones, by share, at most five.
    public var mostCovered: [(id: String, name: String?, share: Double)]
  }

  /// Overlaps under this, in m², do not count as touching a zone.
  public static let touchingSquareMeters = 1.0

  public static func run(zones: ZoneSet, layers: [ArealLayer], threads: Int) throws -> Result {
    var frame = zones.frame(named: "coverage")
    var result = Result(layer: frame, totals: [], ledger: [], notes: zones.notes)
    let zoneAreas = zones.areasSquareMeters
    frame.attributes.set(Column("area_m2", zoneAreas.map { Rounding.area($0) }))
    for layer in layers {
      if let note = try LocationCheck.note(on: layer.study.layer, zones: zones.layer) {
        result.notes.append(note)
      }
      if layer.study.layer.count == 0 {
        result.notes.append("layer \"\(layer.study.name)\" is empty: its areas and shares are 0")
      }
      let pairs = OverlapPairs.all(zones.areal.index, layer.dissolved, threads: threads)
      var covered = Array(repeating: 0.0, count: zones.count)
      var statuses: [SourceStatus?] = Array(repeating: nil, count: zones.count)
      for pair in pairs {
        covered[pair.a] += pair.area
        guard pair.area > touchingSquareMeters else { continue }
        for origin in layer.origins[pair.b] {
          let status = layer.study.statuses[origin]
          statuses[pair.a] = statuses[pair.a].map { .weaker($0, status) } ?? status
        }
      }
      append(layer, covered, statuses, zoneAreas, to: &frame.attributes)
      let inside = try insideAny(zones, layer, covered, threads: threads)
      result.totals.append(total(of: layer, covered, inside, zones))
      result.ledger.append(
        LedgerEntry(
          layer: layer.study.name, featuresRead: layer.study.layer.count, dropped: layer.dropped,
          grossAreaSquareMeters: layer.grossAreaSquareMeters,
          doubleCountedAreaSquareMeters: layer.doubleCountedAreaSquareMeters,
          netAreaSquareMeters: layer.netAreaSquareMeters, insideSquareMeters: inside))
    }
    result.layer = frame
    return result
  }

  private static func append(
    _ layer: ArealLayer, _ covered: [Double], _ statuses: [SourceStatus?], _ zoneAreas: [Double],
    to table: inout Attributes
  ) {
    let name = layer.study.name
    table.set(Column("\(name)_area_m2", covered.map { Rounding.area($0) }))
    let shares = zip(covered, zoneAreas).map { area, whole in
      whole > 0 ? Rounding.share(min(1, area / whole)) : nil
    }
    table.set(Column("\(name)_share", shares))
    let weakest = layer.study.weakestStatus
    table.set(Column("\(name)_status", statuses.map { ($0 ?? weakest).rawValue }))
  }

  /// The layer's area inside any zone: the sum over zones, unless these overlap each other.
  private static func insideAny(
    _ zones: ZoneSet, _ layer: ArealLayer, _ covered: [Double], threads: Int
  ) throws -> Double {
    guard zones.areal.doubleCountedAreaSquareMeters > 0 else { return covered.reduce(0, +) }
    return OverlapPairs.all(zones.areal.dissolved, layer.dissolved, threads: threads)
      .reduce(0) { $0 + $1.area }
  }

  private static func total(
    of layer: ArealLayer, _ covered: [Double], _ inside: Double, _ zones: ZoneSet
  ) -> Total {
    let touched = covered.indices.filter { covered[$0] > touchingSquareMeters }
    func share(_ zone: Int) -> Double {
      let whole = zones.areasSquareMeters[zone]
      return whole > 0 ? covered[zone] / whole : 0
    }
    let ranked = touched.sorted { a, b in
      share(a) != share(b)
        ? share(a) > share(b) : FeatureID.precedes(zones.ids[a], zones.ids[b])
    }
    return Total(
      layer: layer.study.name, title: layer.study.credits.title,
      status: layer.study.weakestStatus, netAreaSquareMeters: layer.netAreaSquareMeters,
      insideSquareMeters: inside, zonesTouched: touched.count,
      mostCovered: ranked.prefix(5).map {
        (zones.ids[$0].text, zones.names[$0], Rounding.share(share($0)))
      })
  }
}
