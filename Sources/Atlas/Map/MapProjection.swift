import GeoCore

/// From a layer's coordinates to metres east and north of the middle of the map.
///
/// **Degrees** are drawn in a local equirectangular projection: a degree of longitude has its
/// length at the middle latitude everywhere, and so has a degree of latitude (GRS80). Distances
/// are right at the middle parallel; elsewhere east-west ones are off by cos φ / cos φ₀, about 1%
/// at 0.6° from it at 44°. It is for looking at: nothing is measured on it.
///
/// **Projected coordinates** are drawn as they are. Web Mercator is drawn as it is too, and its
/// scale taken at the middle latitude.
///
/// Without PROJ, degrees are told by the name: CRS84, EPSG codes 4000 to 4999 whose coordinates are
/// within 360 and 90, `+proj=longlat`, WKT that starts with a geographic CRS.
///
/// **Limits:** a layer across the 180th meridian is drawn at both ends of the map.
///
/// **Source:** Snyder 1987, Map projections: a working manual, USGS Professional Paper 1395,
/// equations 4-18 to 4-21 and 12-1, 12-2.
struct MapProjection: Sendable, Equatable {
  let isGeographic: Bool
  /// The middle of the box, in the layer's coordinates.
  let originX: Double
  let originY: Double
  /// Metres in one unit of x and of y.
  let metersPerX: Double
  let metersPerY: Double
  /// Where the scale holds, when it does not hold all over the map to 2%: `at 46° N`.
  let scaleNote: Wording?

  /// - Parameters:
  ///   - box: what is drawn; not empty.
  ///   - metersPerUnit: of projected coordinates.
  init(crs: CRS, box: Box, metersPerUnit: Double = 1) {
    isGeographic = Self.isGeographic(crs, box: box)
    originX = box.minX / 2 + box.maxX / 2
    originY = box.minY / 2 + box.maxY / 2
    if isGeographic {
      // No map is centred on a pole, where a degree of longitude has no length.
      let latitude = min(max(originY, -85), 85)
      let degree = DegreeLength.at(latitude: latitude)
      (metersPerX, metersPerY) = degree
      let lengths = [box.minY, box.maxY].map {
        DegreeLength.at(latitude: min(max($0, -89), 89)).x
      }
      let isEven = lengths.allSatisfy { abs($0 / degree.x - 1) <= 0.02 }
      scaleNote = isEven ? nil : Self.note(latitude: latitude)
    } else if Self.isWebMercator(crs) {
      let scales = [box.minY, originY, box.maxY].map {
        1 / MapMath.hyperbolicCosine($0 / DegreeLength.semiMajorAxis)
      }
      (metersPerX, metersPerY) = (scales[1], scales[1])
      let isEven = scales.allSatisfy { abs($0 / scales[1] - 1) <= 0.02 }
      let latitude = MapMath.gudermannianDegrees(originY / DegreeLength.semiMajorAxis)
      scaleNote = isEven ? nil : Self.note(latitude: latitude)
    } else {
      (metersPerX, metersPerY) = (metersPerUnit, metersPerUnit)
      scaleNote = nil
    }
  }

  /// Metres east and north of the origin.
  func meters(x: Double, y: Double) -> (east: Double, north: Double) {
    ((x - originX) * metersPerX, (y - originY) * metersPerY)
  }

  private static func note(latitude: Double) -> Wording {
    MapWords.latitude(Int(nearest: latitude))
  }

  private static func isGeographic(_ crs: CRS, box: Box) -> Bool {
    let text = crs.definition
    if let (authority, code) = crs.authorityCode {
      if authority == "OGC" { return ["CRS84", "CRS84H", "CRS83", "CRS27"].contains(code) }
      guard authority == "EPSG", let number = Int(code) else { return false }
      let degrees = Box(minX: -360, minY: -90, maxX: 360, maxY: 90)
      return (4000...4999).contains(number) && degrees.contains(box)
    }
    let lower = text.lowercased()
    return lower.hasPrefix("geogcs") || lower.hasPrefix("geogcrs") || lower.hasPrefix("geodcrs")
      || lower.contains("+proj=longlat") || lower.contains("+proj=latlong")
  }

  private static func isWebMercator(_ crs: CRS) -> Bool {
    ["EPSG:3857", "EPSG:900913", "EPSG:102100", "ESRI:102100"].contains(crs.definition)
  }
}

/// Where a projected map stands in the picture.
struct Viewport: Sendable {
  let projection: MapProjection
  /// Where the origin of the projection stands.
  let centerX: Double
  let centerY: Double
  let pixelsPerMeter: Double

  /// The grid point of a coordinate.
  func point(x: Double, y: Double) -> PathText.Point {
    let place = pixels(x: x, y: y)
    return PathText.Point(x: Int(nearest: place.x * 10), y: Int(nearest: place.y * 10))
  }

  /// The place of a coordinate in the picture, in pixels to the right and down.
  func pixels(x: Double, y: Double) -> (x: Double, y: Double) {
    let (east, north) = projection.meters(x: x, y: y)
    return (centerX + east * pixelsPerMeter, centerY - north * pixelsPerMeter)
  }

  /// A layer's shapes in the picture, without vertices that are not finite.
  func pixels(of geometries: Geometries) -> Geometries {
    var shapes = geometries
    shapes.elevations = nil
    shapes.coordinates = []
    shapes.coordinates.reserveCapacity(geometries.coordinates.count)
    shapes.vertexOffsets = [0]
    shapes.vertexOffsets.reserveCapacity(geometries.vertexOffsets.count)
    for ring in 0..<geometries.ringCount {
      for vertex in geometries.vertices(ofRing: ring) {
        let (x, y) = (geometries.x(vertex), geometries.y(vertex))
        guard x.isFinite, y.isFinite else { continue }
        let place = pixels(x: x, y: y)
        shapes.coordinates.append(place.x)
        shapes.coordinates.append(place.y)
      }
      shapes.vertexOffsets.append(Int32(shapes.coordinates.count / 2))
    }
    return shapes
  }
}
