/// The way west from a place: which edge it meets first.
///
/// **Boundary rule:** an edge has its lower end and not its upper one, so that a way through a vertex meets one
/// of two edges that go on there; edges along the way are not met.
struct WestwardRay {
  private let x: Double
  private let y: Double
  private let west: Double
  private var best: (x: Double, slope: Double, half: Int32)?

  /// From a place as far as `west`.
  init(x: Double, y: Double, asFarAs west: Double) {
    (self.x, self.y, self.west) = (x, y, west)
  }

  /// The near half-edge of the edge met first; of two at one place the one that goes on farther east. Nil
  /// when none is met.
  var half: Int32? { best?.half }

  /// Takes an edge from `a` to `b` into account.
  /// - Parameter half: the half-edge from `a` to `b`; its opposite has the other last bit.
  mutating func meet(
    _ a: (x: Double, y: Double), _ b: (x: Double, y: Double), half: Int32
  ) {
    let isUpward = b.y > a.y
    let (low, high) = isUpward ? (a, b) : (b, a)
    guard low.y <= y, y < high.y else { return }
    let slope = (high.x - low.x) / (high.y - low.y)
    let met = low.x + (y - low.y) * slope
    guard met < x, met >= west, best.map({ (met, slope) > ($0.x, $0.slope) }) ?? true else {
      return
    }
    // The side to the east of an upward edge is its right.
    best = (met, slope, isUpward ? half ^ 1 : half)
  }
}
