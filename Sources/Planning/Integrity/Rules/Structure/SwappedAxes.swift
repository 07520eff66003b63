import Geo

/// Latitude where longitude should stand.
enum SwappedAxes: LayerCheck {
  static let rule = IntegrityRule(
    code: "S115", name: "swapped-axes", severity: .error,
    summary: "Latitude and longitude, or northing and easting, look exchanged.",
    explanation: """
      x comes first, always: longitude or easting (RFC 7946, section 3.1.1). Suspected in WGS 84 \
      when some latitude lies beyond 90 degrees and every position of the layer would be a place \
      on Earth the other way round; in projected systems when the layer lies outside the system's \
      area of use and inside it the other way round; of single features when they lie far from the \
      others, and among them the other way round. Where a whole layer is possible both ways, \
      nothing is said.
      """,
    remedy: "exchange the two numbers of every position",
    reference: "https://www.rfc-editor.org/rfc/rfc7946#section-3.1.1")

  static func findings(in layer: CheckedLayer, options: CheckOptions) -> [Finding] {
    if layer.isSwapped {
      let geometries = layer.geometries
      let first = (0..<geometries.count).first { feature in
        geometries.vertices(ofFeature: feature).contains { abs(geometries.y($0)) > 90 }
      }
      let message =
        "latitudes lie beyond 90 degrees, and exchanged with longitudes all are possible"
      return [layer.finding(rule, message, features: first.map { [$0] } ?? [])]
    }
    guard isSwappedInProjection(layer.geometries) else {
      return ExchangedFeatures.suspects(in: layer.geometries).map { feature in
        layer.finding(
          rule, "it lies far from the other features, and among them with x and y exchanged",
          features: [feature])
      }
    }
    let message =
      "the layer lies outside the area of use of \(layer.geometries.crs), and inside it with x and"
      + " y exchanged"
    return [layer.finding(rule, message)]
  }

  private static func isSwappedInProjection(_ geometries: Geometries) -> Bool {
    let box = geometries.box
    guard !box.isEmpty, geometries.crs != .wgs84,
      let system = try? CRSDescription(of: geometries.crs), !system.isGeographic,
      system.areaOfUse != nil
    else { return false }
    let corners = [(box.minX, box.minY), (box.maxX, box.maxY)]
    let swapped = corners.map { (x: $0.1, y: $0.0) }
    return !corners.contains { covers(system, x: $0.0, y: $0.1) }
      && swapped.allSatisfy { covers(system, x: $0.x, y: $0.y) }
  }

  private static func covers(_ system: CRSDescription, x: Double, y: Double) -> Bool {
    guard
      let place = try? Transformation(from: system.crs, to: .wgs84).transform(x: x, y: y),
      place.x.isFinite, place.y.isFinite
    else { return false }
    return system.covers(Box(minX: place.x, minY: place.y, maxX: place.x, maxY: place.y))
  }
}
