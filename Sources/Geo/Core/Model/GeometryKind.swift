/// The geometry types of OGC Simple Features; raw values are the WKB type codes.
///
/// **Source:** OGC 06-103r4, Simple Feature Access, part 1, table 7.
public enum GeometryKind: UInt8, Sendable, CaseIterable {
  /// No geometry at all: GeoJSON's `"geometry": null`. Not the same as an empty polygon.
  case null = 0
  /// One position.
  case point = 1
  /// One run of vertices.
  case lineString = 2
  /// One shell with its holes.
  case polygon = 3
  /// Any number of positions.
  case multiPoint = 4
  /// Any number of lines.
  case multiLineString = 5
  /// Any number of polygons, whose insides do not meet when they are valid.
  case multiPolygon = 6
  /// Geometries of any kinds; nested ones are flattened to one level when they are read.
  case geometryCollection = 7

  /// The type's name as GeoJSON writes it; `"null"` for no geometry.
  public var name: String {
    switch self {
    case .null: "null"
    case .point: "Point"
    case .lineString: "LineString"
    case .polygon: "Polygon"
    case .multiPoint: "MultiPoint"
    case .multiLineString: "MultiLineString"
    case .multiPolygon: "MultiPolygon"
    case .geometryCollection: "GeometryCollection"
    }
  }

  /// The kind of one part: `polygon` for `polygon` and `multiPolygon`, and so on.
  /// A collection has no single one and answers itself.
  public var partKind: GeometryKind {
    switch self {
    case .point, .multiPoint: .point
    case .lineString, .multiLineString: .lineString
    case .polygon, .multiPolygon: .polygon
    case .null, .geometryCollection: self
    }
  }

  /// The multi type that holds several parts of this kind.
  public var multi: GeometryKind {
    switch self {
    case .point, .multiPoint: .multiPoint
    case .lineString, .multiLineString: .multiLineString
    case .polygon, .multiPolygon: .multiPolygon
    case .null, .geometryCollection: self
    }
  }

  /// Whether the kind is made of polygons alone.
  public var isAreal: Bool { partKind == .polygon }
}
