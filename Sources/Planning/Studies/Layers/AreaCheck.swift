internal import Foundation
public import GeoCore
internal import GeoProjection

/// Projected areas of a sample of features held against areas along geodesics, in every run.
///
/// The two differ where the system is not fit for the place, where a shape was torn or clipped
/// wrongly; and a little, since an edge is straight in the system in the one and a geodesic in the
/// other: along an edge of length L at latitude φ by no more than L³ (1 + tan φ) / 4R. A feature that
/// differs by more than that and a ten-thousandth of its area, which two ways between datums may
/// differ by, stops the run.
///
/// **Units:** shares of the area. **Source:** Karney 2013, doi:10.1007/s00190-012-0578-z.
public struct AreaCheck: Sendable, Equatable {
  /// How many features were compared.
  public private(set) var features = 0
  /// The largest |projected / geodesic − 1| among them.
  public private(set) var largestDeviation = 0.0

  /// At most so many features of a layer, evenly spread over it, of so many vertices together.
  private static let mostFeatures = 8
  private static let mostVertices = 4000
  /// The share of an area that may differ whatever its edges are.
  static let tolerance = 1e-4
  private static let radiusMeters = DegreeLength.sphereRadius
  private static let smallestDifferenceSquareMeters = 1e-3

  /// Nothing compared yet.
  public init() {}

  /// - Parameters:
  ///   - given: the shapes that are measured, one for each feature of the layer.
  ///   - features: those that may be sampled.
  ///   - areas: the projected areas of the layer's features, m².
  /// - Throws: `InputError` naming the first feature whose area cannot be trusted.
  init(
    _ layer: Layer, _ given: Geometries, features: [Int], areas: [Double], measuredIn crs: CRS,
    threads: Int
  ) throws {
    let sample = Self.sample(of: features, given)
    guard !sample.isEmpty,
      let degrees = try? given.selecting(sample).droppingElevations()
        .withLongEdgesDivided().longitudeLatitude(threads: threads)
    else { return }
    for (place, feature) in sample.enumerated() {
      let geodesic = Geodesic.area(ofFeature: place, in: degrees)
      let difference = abs(areas[feature] - geodesic)
      let allowed =
        Self.tolerance * geodesic + Self.edgeAllowance(of: place, in: degrees)
        + Self.smallestDifferenceSquareMeters
      guard difference <= allowed else {
        throw InputError(
          path: layer.path,
          reason: "feature \(layer.label(ofFeature: feature)) has"
            + " \(JSONText.number(areas[feature].rounded())) m2 in \(crs), and"
            + " \(JSONText.number(geodesic.rounded())) m2 along geodesics: areas cannot be trusted"
            + " there",
          remedy:
            "leave the choice of \(StudySetting.areaSystem) to auto, or choose another; check the"
            + " layer with amp-geo check")
      }
      self.features += 1
      if geodesic > 1 { largestDeviation = max(largestDeviation, difference / geodesic) }
    }
  }

  /// Some features, evenly spread.
  private static func sample(of features: [Int], _ geometries: Geometries) -> [Int] {
    let step = max(1, features.count / mostFeatures)
    var sample: [Int] = []
    var vertices = 0
    for place in stride(from: step / 2, to: features.count, by: step) {
      let feature = features[place]
      let own = geometries.vertices(ofFeature: feature).count
      guard own > 0, sample.isEmpty ? own <= 10 * mostVertices : vertices + own <= mostVertices
      else { continue }
      vertices += own
      sample.append(feature)
      if sample.count == mostFeatures { break }
    }
    return sample
  }

  /// How much the straight edges of a feature and geodesics may enclose between them, m².
  private static func edgeAllowance(of feature: Int, in degrees: Geometries) -> Double {
    let degree = Double.pi / 180
    var sum = 0.0
    for ring in degrees.rings(ofFeature: feature) {
      let vertices = degrees.vertices(ofRing: ring)
      for vertex in vertices.dropFirst() {
        let (y0, y1) = (degrees.y(vertex - 1), degrees.y(vertex))
        let highest = min(max(abs(y0), abs(y1)), 89.99) * degree
        let middle = (y0 + y1) / 2 * degree
        let dx = (degrees.x(vertex) - degrees.x(vertex - 1)) * degree * cos(middle)
        let dy = (y1 - y0) * degree
        let length = (dx * dx + dy * dy).squareRoot() * radiusMeters
        sum += length * length * length * (1 + tan(highest)) / (4 * radiusMeters)
      }
    }
    return sum
  }

  /// Both checks together.
  public func joined(_ other: AreaCheck) -> AreaCheck {
    var both = self
    both.features += other.features
    both.largestDeviation = max(largestDeviation, other.largestDeviation)
    return both
  }

  /// What provenance says of it.
  public var json: JSONValue {
    .object([
      "features": .integer(features),
      "largest_deviation": .number((largestDeviation * 1e8).rounded() / 1e8),
    ])
  }
}
