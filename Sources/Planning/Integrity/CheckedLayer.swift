public import Geo

/// A layer under check: what could be read of it, and where in the text each feature stands.
public struct CheckedLayer: Sendable {
  public var source: LayerSource
  public var format: any LayerFormat
  public var layer: Layer
  /// Where each feature starts in the text; empty for formats that are not text.
  public var places: [TextPlace]
  /// The geometries in metres.
  let metric: MetricGeometries
  /// Whether places of the layer's CRS have a longitude and latitude.
  private let isPlaced: Bool

  public init(
    _ layer: Layer, of source: LayerSource, format: any LayerFormat, places: [TextPlace] = []
  ) {
    self.source = source
    self.format = format
    self.layer = layer
    self.places = places
    metric = MetricGeometries(layer.geometries)
    isPlaced = layer.crs.isPlaced
  }

  public var geometries: Geometries { layer.geometries }

  /// Whether RFC 7946 rules the file.
  public var isGeoJSON: Bool { format is GeoJSONFormat || format is GeoJSONSeqFormat }

  /// A finding about features of the layer: the first one's line, and a place on the ground.
  /// - Parameter at: in the layer's CRS.
  public func finding(
    _ rule: IntegrityRule, _ message: String, features: [Int] = [],
    at: (x: Double, y: Double)? = nil
  ) -> Finding {
    let place = features.first.flatMap { places.indices.contains($0) ? places[$0] : nil }
    return Finding(
      rule, message, file: source.path, line: place?.line, column: place?.column,
      features: features.map(layer.label(ofFeature:)), at: at.flatMap(inDegrees))
  }

  /// Longitude and latitude of a place in the layer's CRS; nil where that cannot be told.
  func inDegrees(_ place: (x: Double, y: Double)) -> (longitude: Double, latitude: Double)? {
    isPlaced ? layer.crs.longitudeLatitude(x: place.x, y: place.y) : nil
  }

  /// Where a vertex stands, in the layer's CRS.
  func place(ofVertex vertex: Int) -> (x: Double, y: Double) {
    (geometries.x(vertex), geometries.y(vertex))
  }
}

/// A place in a text, both counted from 1; the column in bytes of the line.
public struct TextPlace: Sendable, Equatable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
