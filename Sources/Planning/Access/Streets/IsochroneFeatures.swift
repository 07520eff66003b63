internal import GeoAlgorithms
public import GeoCore
internal import GeoProjection
public import GeoStreets
internal import PlanningStudies

/// Isochrones of places as a layer: a feature for each band, of all places together or of each.
///
/// **Columns:** `from_id` (of each place alone), `from_min` and `to_min`, `area_m2`, `streets_m`,
/// `profile`, `reason`. A band without ground has no geometry, an area of 0, and the reason
/// `nothing_reached`; a place that is not connected has one feature without geometry and figures,
/// and the reason `not_connected`.
/// **Units:** areas are square metres of the polygons as they are written, in the equal-area
/// systems that `MeasuringSystems` chooses, of each part where they are spread; streets are metres
/// along the ellipsoid.
/// **Ids:** `from-to` in minutes, `0-5`; of each place alone with its id before, `station:0-5`.
/// **Order:** bands by cutoff; places in their order, and for each its bands.
public struct IsochroneFeatures: Sendable {
  /// The network, the limits of time and how borders are drawn.
  public let isochrones: Isochrones
  /// Where the ways begin, or lead to.
  public let places: JoinedPlaces
  /// Every place alone, instead of all together.
  public let ofEach: Bool

  /// Isochrones of places, of each alone or of all together.
  public init(_ isochrones: Isochrones, of places: JoinedPlaces, ofEach: Bool) {
    self.isochrones = isochrones
    self.places = places
    self.ofEach = ofEach
  }

  /// The reason of a band without ground.
  public static let nothingReached = "nothing_reached"
  /// The reason of a place that meets no street.
  public static let notConnected = "not_connected"

  /// A layer of bands, and how their areas were measured.
  public struct Result: Sendable {
    /// The bands in WGS 84.
    public var layer: Layer
    /// The equal-area system of their areas; nil when nothing was reached.
    public var areaCRS: CRS?
    /// The PROJ pipeline into that system; empty when nothing was reached.
    public var pipeline: String
  }

  /// Computes all bands, and makes a layer of them in WGS 84.
  ///
  /// - Throws: `PROJError` when polygons cannot be transformed.
  public func result(
    profile: StreetMode, threads: Int, phases: Phases = Phases()
  ) throws -> Result {
    var rows = Rows(ofEach: ofEach, profile: profile.rawValue)
    if ofEach {
      let each = try phases.measure("search and trace") {
        try isochrones.bandsOfEach(
          of: places.doors, grounds: places.degrees, threads: threads)
      }
      for (place, bands) in each.enumerated() {
        rows.append(bands, isochrones.cutoffsMinutes, of: places.places.ids[place])
      }
    } else {
      let bands = try phases.measure("search and trace") {
        try isochrones.bands(of: places.doors, grounds: places.degrees, threads: threads)
      }
      rows.append(bands, isochrones.cutoffsMinutes, of: nil)
    }
    return try phases.measure("measure") { try rows.result(threads: threads) }
  }
}

/// The features of a layer of isochrones while they are gathered.
private struct Rows {
  private let ofEach: Bool
  private let profile: String
  private var geometries = Geometries(crs: .wgs84)
  private var ids: [FeatureID] = []
  private var fromIDs: [FeatureID?] = []
  private var starts: [Double?] = []
  private var ends: [Double?] = []
  private var streets: [Double?] = []
  private var reasons: [String?] = []

  init(ofEach: Bool, profile: String) {
    self.ofEach = ofEach
    self.profile = profile
  }

  mutating func append(_ bands: IsochroneBands?, _ cutoffs: [Double], of place: FeatureID?) {
    guard let bands else {
      geometries.beginFeature(.null)
      ids.append(FeatureID(place?.text ?? IsochroneFeatures.notConnected))
      fromIDs.append(place)
      starts.append(nil)
      ends.append(nil)
      streets.append(nil)
      reasons.append(IsochroneFeatures.notConnected)
      return
    }
    geometries.append(contentsOf: bands.geometries)
    for band in cutoffs.indices {
      let start = band == 0 ? 0 : cutoffs[band - 1]
      let name = "\(JSONText.number(start))-\(JSONText.number(cutoffs[band]))"
      ids.append(FeatureID(place.map { "\($0.text):\(name)" } ?? name))
      fromIDs.append(place)
      starts.append(start)
      ends.append(cutoffs[band])
      streets.append(Rounding.meters(bands.streetMeters[band]))
      reasons.append(
        bands.geometries.isEmpty(feature: band) ? IsochroneFeatures.nothingReached : nil)
    }
  }

  func result(threads: Int) throws -> IsochroneFeatures.Result {
    let measured = try geometries.areasOnEarth(threads: threads)
    return IsochroneFeatures.Result(
      layer: layer(areas: measured.areas), areaCRS: measured.crs, pipeline: measured.pipeline)
  }

  private func layer(areas: [Double]) -> Layer {
    var columns: [Column] = []
    if ofEach {
      var column = Column(StreetFields.from)
      for id in fromIDs {
        if let id, id.isNumber {
          column.append(json: id.text.utf8, kind: Int(id.text) == nil ? .number : .integer)
        } else {
          column.append(id?.text)
        }
      }
      columns.append(column)
    }
    columns.append(Column(StreetFields.starts, unrounded: starts))
    columns.append(Column(StreetFields.ends, unrounded: ends))
    let known = zip(areas, ends).map { area, end in end == nil ? nil : area }
    columns.append(Column(StreetFields.area, known))
    columns.append(Column(StreetFields.streets, streets))
    columns.append(Column(StreetFields.profile, Array(repeating: profile, count: ids.count)))
    columns.append(Column(StreetFields.reason, reasons))
    return Layer(
      name: "isochrones", geometries: geometries, attributes: Attributes(columns: columns),
      ids: FeatureIDs(ids))
  }
}

extension Geometries {
  /// The area of each feature in an equal-area system near it, or near each of its parts, with that
  /// system and the PROJ pipeline into it.
  fileprivate func areasOnEarth(
    threads: Int
  ) throws -> (areas: [Double], crs: CRS?, pipeline: String) {
    let extent = try GeographicExtent(of: self, threads: threads)
    if extent.isEmpty { return (Array(repeating: 0, count: count), nil, "") }
    let crs = try MeasuringSystems.equalArea(for: extent)
    let placed = try placed(in: crs, threads: threads)
    return (placed.geometries.areas(threads: threads), crs, placed.pipeline)
  }
}
