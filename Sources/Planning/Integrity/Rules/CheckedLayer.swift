internal import GeoAlgorithms
public import GeoCore
public import GeoFormats
internal import GeoProjection

/// A layer under check: what could be read of it, and for text what is wrong with its structure.
public struct CheckedLayer: Sendable {
  /// Where the layer was read from.
  public var source: LayerSource
  /// The format that it was read by.
  public var format: any LayerFormat
  /// The layer, as far as it can be read.
  public var layer: Layer
  /// What a scan found in the text; nil for formats that are read strictly.
  public var scan: StructureScan?
  /// The geometries in metres.
  let metric: MetricGeometries
  /// How the coordinates fit the layer's CRS.
  let fit: SystemFit
  /// Whether places of the layer's CRS have a longitude and latitude.
  private let isPlaced: Bool
  /// Whether latitudes and longitudes of a WGS 84 layer must have been exchanged.
  let isSwapped: Bool

  /// A layer to check. With a scan, what that found in the text is looked at too.
  public init(
    _ layer: Layer, of source: LayerSource, format: any LayerFormat, scan: StructureScan? = nil
  ) {
    self.source = source
    self.format = format
    self.layer = layer
    self.scan = scan
    metric = MetricGeometries(layer.geometries)
    fit = SystemFit(of: layer.geometries)
    isPlaced = layer.crs.isPlaced
    isSwapped = Self.mustBeSwapped(layer.geometries)
  }

  /// Some latitude lies beyond 90 degrees, and all positions are possible the other way round.
  private static func mustBeSwapped(_ geometries: Geometries) -> Bool {
    let box = geometries.box
    guard geometries.crs == .wgs84, !box.isEmpty else { return false }
    return max(abs(box.minY), abs(box.maxY)) > 90 && max(abs(box.minY), abs(box.maxY)) <= 180
      && max(abs(box.minX), abs(box.maxX)) <= 90
  }

  /// The layer's geometries, in its own system.
  public var geometries: Geometries { layer.geometries }

  /// Whether the feature has a geometry that cannot be read, which another finding says.
  public func isUnreadable(_ feature: Int) -> Bool {
    scan?.unreadable.contains(feature) ?? false
  }

  /// Whether RFC 7946 rules the file.
  public var isGeoJSON: Bool { format is GeoJSONFormat || format is GeoJSONSeqFormat }

  /// Whether it is a table of attributes alone, which has no place to begin with.
  var isPlainTable: Bool {
    layer.isPlainTable || source.path.lowercased().hasSuffix(".dbf")
      || format is CSVFormat && geometries.vertexCount == 0
  }

  /// A finding about features of the layer: the first one's line, and a place on the ground.
  /// - Parameter at: in the layer's CRS.
  public func finding(
    _ rule: IntegrityRule, _ message: String, features: [Int] = [],
    at: (x: Double, y: Double)? = nil
  ) -> Finding {
    let place = features.first.flatMap { scan?.place(ofFeature: $0) }
    return Finding(
      rule, message, file: source.path, line: place?.line, column: place?.column,
      features: features.map(layer.label(ofFeature:)), at: at.flatMap(inDegrees))
  }

  /// Longitude and latitude of a place in the layer's CRS; nil where that cannot be told.
  func inDegrees(_ place: (x: Double, y: Double)) -> (longitude: Double, latitude: Double)? {
    isPlaced ? layer.crs.longitudeLatitude(x: place.x, y: place.y) : nil
  }

  /// Tells of features, asked about in order, whether a fault makes their area uncertain.
  struct Soundness {
    fileprivate let geometries: Geometries
    /// The last answer.
    private var feature: Int?
    private var verdict = true

    fileprivate init(_ geometries: Geometries) { self.geometries = geometries }

    /// Looks for faults once for each run of questions about the same feature.
    mutating func isSound(feature: Int) -> Bool {
      if feature != self.feature {
        self.feature = feature
        verdict = ValidityFaults.find(feature, in: geometries).isEmpty
      }
      return verdict
    }
  }

  func soundness() -> Soundness { Soundness(geometries) }

  /// Where a vertex stands, in the layer's CRS.
  func place(ofVertex vertex: Int) -> (x: Double, y: Double) {
    (geometries.x(vertex), geometries.y(vertex))
  }
}
