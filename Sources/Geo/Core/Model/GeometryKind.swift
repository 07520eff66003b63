/// The geometry types of OGC Simple Features; raw values are the WKB type codes.
///
/// **Source:** OGC 06-103r4, Simple Feature Access, part 1, table 7.
public enum GeometryKind: UInt8, Sendable, CaseIterable {
  /// No geometry at all: GeoJSON's `"geometry": null`. Not the same as an empty polygon.
  case null = 0
  case point = 1
  case lineString = 2
  case polygon = 3
  case multiPoint = 4
  case multiLineString = 5
  case multiPolygon = 6
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
