public import GeoCore

/// How many metres on the ground one unit of a system's axes is, for distances that are short
/// against the earth: tolerances, widths of gaps.
///
/// In degrees the lengths of a degree of longitude and of latitude at that latitude (`DegreeLength`). In
/// a projected system its scale at the middle of the layer, so that Web Mercator's metres are brought to
/// the ground too.
///
/// Geometry stays in its own system, where its edges are straight; only lengths are converted.
///
/// **Units:** metres per unit. **Source:** Snyder 1987, Map projections: a working manual,
/// doi:10.3133/pp1395, p. 24-25.
public struct GroundScale: Sendable {
  /// At the poles a degree of longitude has no length, and nothing is divided by 0.
  private static let least = 1.0

  /// The same everywhere in a projected system; nil in degrees.
  private let constant: (x: Double, y: Double)?
  /// The least metres per unit over the layer.
  public let smallest: (x: Double, y: Double)

  /// The scale of degrees.
  /// - Parameter box: where the layer lies, in degrees.
  public init(ofDegreesIn box: Box) {
    constant = nil
    let widest = box.isEmpty ? 0 : Swift.max(abs(box.minY), abs(box.maxY))
    let flattest =
      box.isEmpty || box.minY * box.maxY < 0 ? 0 : Swift.min(abs(box.minY), abs(box.maxY))
    smallest = (Self.degrees(at: widest).x, Self.degrees(at: flattest).y)
  }

  /// One scale everywhere.
  /// - Parameter metersPerUnit: along x and along y.
  public init(metersPerUnit: (x: Double, y: Double)) {
    constant = metersPerUnit
    smallest = metersPerUnit
  }

  /// Metres in one unit along x and along y, at the height y of a place.
  public func metersPerUnit(atY y: Double) -> (x: Double, y: Double) {
    constant ?? Self.degrees(at: y)
  }

  /// The distance between two near places, in metres.
  public func distance(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) -> Double {
    let scale = metersPerUnit(atY: ay)
    let dx = (bx - ax) * scale.x
    let dy = (by - ay) * scale.y
    return (dx * dx + dy * dy).squareRoot()
  }

  /// The point of a segment that is nearest to p: its part t of the way from a to b, 0 to 1, and
  /// the distance in metres.
  func nearest(
    onSegment a: EditableShape.Place, _ b: EditableShape.Place, to p: EditableShape.Place
  ) -> (t: Double, distance: Double) {
    let scale = metersPerUnit(atY: p.y)
    let (ux, uy) = ((b.x - a.x) * scale.x, (b.y - a.y) * scale.y)
    let (vx, vy) = ((p.x - a.x) * scale.x, (p.y - a.y) * scale.y)
    let square = ux * ux + uy * uy
    let t = square > 0 ? Swift.min(Swift.max((ux * vx + uy * vy) / square, 0), 1) : 0
    let (dx, dy) = (vx - t * ux, vy - t * uy)
    return (t, (dx * dx + dy * dy).squareRoot())
  }

  /// The lengths in metres of a degree of longitude and of one of latitude.
  public static func degrees(at latitude: Double) -> (x: Double, y: Double) {
    let (x, y) = DegreeLength.at(latitude: latitude)
    return (Swift.max(x, least), y)
  }
}
