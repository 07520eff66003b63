public import GeoCore
internal import GeoProjection

/// Lengths measured in a projected system held against geodesics between the same places, in every
/// run.
///
/// The scale of a system at the middle and the corners of a study area says little of what lies
/// between, and nothing of places beyond. So of each set of lengths some are sampled, evenly
/// spread; one that is off by more than 5 % stops the run.
///
/// **Units:** shares of the length; lengths below a metre are not compared. **Source:** Karney
/// 2013, doi:10.1007/s00190-012-0578-z.
public struct LengthCheck: Sendable, Equatable {
  /// How many lengths were compared.
  public private(set) var lengths = 0
  /// The largest |projected / geodesic − 1| among them.
  public private(set) var largestDeviation = 0.0

  /// At most so many lengths of a set.
  package static let most = 16
  private static let shortestMeters = 1.0

  /// Nothing compared yet.
  public init() {}

  /// Which of so many lengths are compared.
  package static func sample(of count: Int) -> [Int] {
    let step = max(1, count / most)
    return Array(stride(from: step / 2, to: count, by: step).prefix(most))
  }

  /// Compares the straight line between two places in a system with the geodesic.
  ///
  /// - Parameter name: what the lengths lead to, for messages.
  /// - Throws: `InputError` when it is off by more than 5 %, `PROJError` when a place has no
  ///   longitude
  ///   and latitude.
  package mutating func compare(
    from a: (x: Double, y: Double), to b: (x: Double, y: Double), in crs: CRS, toward name: String
  ) throws {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let measured = (dx * dx + dy * dy).squareRoot()
    guard measured >= Self.shortestMeters else { return }
    let geodesic = Geodesic.distance(
      from: try Self.degrees(of: a, in: crs), to: try Self.degrees(of: b, in: crs))
    let deviation = geodesic > 0 ? abs(measured / geodesic - 1) : .infinity
    guard deviation <= MeasuringSystems.largestScaleError else {
      throw InputError(
        reason: "a way to \(name) measures \(JSONText.number(measured.rounded())) m in \(crs), and"
          + " \(JSONText.number(geodesic.rounded())) m along the geodesic: lengths cannot be"
          + " trusted there",
        remedy: "choose a metric system made for that place, or leave it to auto")
    }
    lengths += 1
    largestDeviation = max(largestDeviation, deviation)
  }

  /// A place by PROJ itself: polynomials that serve many places take longer to fit than so few are worth.
  private static func degrees(
    of place: (x: Double, y: Double), in crs: CRS
  ) throws -> (longitude: Double, latitude: Double) {
    if let found = crs.longitudeLatitude(x: place.x, y: place.y) { return found }
    var point = Geometries(crs: crs)
    point.appendPoint(x: place.x, y: place.y)
    let degrees = try point.transformed(to: .wgs84, threads: 1).geometries
    return (degrees.x(0), degrees.y(0))
  }

  /// Both checks together.
  package func joined(_ other: LengthCheck) -> LengthCheck {
    var both = self
    both.lengths += other.lengths
    both.largestDeviation = max(largestDeviation, other.largestDeviation)
    return both
  }

  /// What provenance says of it.
  public var json: JSONValue {
    .object([
      "lengths": .integer(lengths),
      "largest_deviation": .number((largestDeviation * 1e6).rounded() / 1e6),
    ])
  }
}
