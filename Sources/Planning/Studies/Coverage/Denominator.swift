public import GeoAlgorithms
internal import GeoCore

/// What a share is a share of.
///
/// `zone`: the zone's whole area. `land`: the zone without its water. `<layer>`: the part of the
/// zone that lies in a layer; then only what is in that part counts above the line too.
public struct Denominator: Sendable {
  /// `zone`, `land`, or the layer's name; it stands in the output.
  public let name: String
  /// What shares are taken of, one feature a zone, in the equal-area system.
  public let index: PolygonIndex

  /// What shares are taken of, m², one for each zone.
  public var areasSquareMeters: [Double] { index.areas }

  /// What fills the places of fields: its name, and the column of its area.
  var places: [String: String] {
    ["share_of": name, "denominator": name == "zone" ? "area_m2" : "\(name)_area_m2"]
  }

  /// The denominator that a name stands for.
  /// - Throws: `InputError` when the water or the layer it needs is not given, or has no positions.
  public init(
    named name: String, zones: ZoneSet, water: ArealLayer?, layer: ArealLayer?, threads: Int
  ) throws {
    if name == "land" { try water?.requirePositions() }
    if name != "zone", name != "land" { try layer?.requirePositions() }
    switch (name, water, layer) {
    case ("zone", _, _): self.init(zones: zones)
    case ("land", let water?, _): try self.init(landOf: zones, water: water, threads: threads)
    case ("land", nil, _):
      throw InputError(
        reason: "shares of land need to know the water", remedy: "name a layer of water",
        kind: .usage)
    case (_, _, let layer?): try self.init(of: layer, in: zones, threads: threads)
    default:
      throw InputError(
        reason: "shares of \"\(name)\" need a layer of that name",
        remedy: "known: zone, land, or the name of a layer", kind: .usage)
    }
  }

  /// The whole zone.
  public init(zones: ZoneSet) {
    name = "zone"
    index = zones.areal.index
  }

  /// The zone without what the layer of water covers.
  /// - Throws: `InputError` when a zone cannot be cut.
  public init(landOf zones: ZoneSet, water: ArealLayer, threads: Int) throws {
    name = "land"
    let pairs = try PairBudget.regions.pairs(
      zones.areal.index, water.dissolved, threads: threads)
    let byZone = Dictionary(grouping: pairs, by: \.a)
    var land = Geometries(crs: zones.areal.geometries.crs)
    for zone in 0..<zones.count {
      guard let wet = byZone[zone] else {
        land.append(feature: zone, of: zones.areal.geometries)
        continue
      }
      do throws(GEOSError) {
        try Overlay.appendDifference(
          zones.areal.geometries, zone, minus: wet.map(\.b), of: water.dissolved.geometries,
          to: &land)
      } catch {
        throw InputError(
          path: zones.layer.path, reason: "zone \(zones.ids[zone]) cannot be cut: \(error)")
      }
    }
    index = PolygonIndex(land, threads: threads)
  }

  /// The part of the zone in a layer.
  /// - Throws: `InputError` when a zone cannot be cut.
  public init(of layer: ArealLayer, in zones: ZoneSet, threads: Int) throws {
    name = layer.study.name
    index = try Regions(zones.areal.index, layer.dissolved, threads: threads).index
  }
}
