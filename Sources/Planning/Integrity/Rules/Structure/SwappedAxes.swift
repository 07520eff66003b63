import GeoCore
internal import GeoProjection

/// Latitude where longitude should stand.
enum SwappedAxes: LayerCheck {
  static let rule = IntegrityRule(
    code: "S115", name: "swapped-axes", severity: .error,
    summary: "Latitude and longitude, or northing and easting, look exchanged.",
    explanation: """
      x comes first, always: longitude or easting (RFC 7946, section 3.1.1). Suspected in WGS 84 \
      when some latitude lies beyond 90 degrees and every position of the layer would be a place \
      on Earth the other way round; in other systems when all of the layer lies outside the system's \
      area of use, and some of it inside the other way round; of single features when they lie far from the \
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
    if let fault = layer.fit.fault, fault.kind == .swapped {
      return [layer.finding(rule, fault.reason)]
    }
    return ExchangedFeatures.suspects(in: layer.geometries).map { feature in
      layer.finding(
        rule, "it lies far from the other features, and among them with x and y exchanged",
        features: [feature])
    }
  }
}
