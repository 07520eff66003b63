/// Turns reached legs into strips of ground, a set for each limit.
///
/// Within a limit t the ground beside a street point of cost c is the disc of radius
/// min(reach, (t − c) / w) about it, where w is the time a metre off the street takes. Radii fall
/// along a leg, so that each straight piece of it is a full strip, a tapered one, or both. What is
/// full within one limit is so within all later ones and is given once: the field of a limit is
/// the greatest of its own strips and those of the limits before.
struct TaperedStrips {
  private(set) var strips: [TaperedStrip] = []
  private let limits: [Double]
  private let reach: Double
  private let millisecondsPerMeter: Double
  /// Longer pieces are cut, so that each is near few tiles.
  private let longest: Double
  private let snapper: EdgeSnapper
  private let network: StreetNetwork

  init(
    _ legs: [ReachedLeg], within limits: [Double], _ settings: IsochroneSettings,
    _ snapper: EdgeSnapper, _ network: StreetNetwork
  ) {
    self.limits = limits
    reach = settings.reachMeters
    millisecondsPerMeter = settings.offStreetMillisecondsPerMeter
    longest = Double(ReachTile.size) * settings.cellMeters
    self.snapper = snapper
    self.network = network
    for leg in legs { append(leg) }
  }

  /// Appends the pieces of a leg between vertices of its edge.
  private mutating func append(_ leg: ReachedLeg) {
    let vertices = network.vertices(ofEdge: Int(leg.edge))
    let millimeters = Double(network.lengthsMillimeters[Int(leg.edge)])
    let whole = snapper.alongMeters[vertices.upperBound - 1]
    let scale = millimeters > 0 ? whole / millimeters : 0
    let low = min(leg.first, leg.last) * scale
    let high = max(leg.first, leg.last) * scale
    let pace = scale > 0 ? leg.pace / scale : 0
    let start = leg.first * scale
    for v in vertices.dropLast() {
      let (from, to) = (snapper.alongMeters[v], snapper.alongMeters[v + 1])
      guard to >= low, from <= high else { continue }
      let (a, b) = (max(from, low), min(to, high))
      guard b > a || high == low else { continue }
      let near = leg.first <= leg.last ? a : b
      let far = leg.first <= leg.last ? b : a
      append(
        point(at: near, of: v), abs(near - start) * pace + leg.cost,
        point(at: far, of: v), abs(far - start) * pace + leg.cost)
      // A leg of no length is one point.
      if high == low { break }
    }
  }

  private typealias Point = (x: Double, y: Double)

  /// The place so many metres along the edge, between a vertex and the next.
  private func point(at along: Double, of v: Int) -> Point {
    let (from, to) = (snapper.alongMeters[v], snapper.alongMeters[v + 1])
    let share = to > from ? (along - from) / (to - from) : 0
    let xy = snapper.xy
    return (
      xy[2 * v] + share * (xy[2 * v + 2] - xy[2 * v]),
      xy[2 * v + 1] + share * (xy[2 * v + 3] - xy[2 * v + 1])
    )
  }

  private static func between(_ a: Point, _ b: Point, _ share: Double) -> Point {
    (a.x + share * (b.x - a.x), a.y + share * (b.y - a.y))
  }

  /// Appends a straight piece along which the cost grows from one end to the other.
  private mutating func append(
    _ near: Point, _ nearCost: Double, _ far: Point, _ farCost: Double
  ) {
    let (dx, dy) = (far.x - near.x, far.y - near.y)
    let cuts = max(1, ((dx * dx + dy * dy).squareRoot() / longest).rounded(.up))
    var (here, hereCost) = (near, nearCost)
    for cut in 1...Int(cuts) {
      let share = Double(cut) / cuts
      let next = Self.between(near, far, share)
      let nextCost = nearCost + share * (farCost - nearCost)
      appendShort(here, hereCost, next, nextCost)
      (here, hereCost) = (next, nextCost)
    }
  }

  private mutating func appendShort(
    _ near: Point, _ nearCost: Double, _ far: Point, _ farCost: Double
  ) {
    for (level, limit) in limits.enumerated() where limit >= nearCost {
      let most = (limit - nearCost) / millisecondsPerMeter
      let least = (limit - farCost) / millisecondsPerMeter
      if least >= reach {
        strips.append(
          TaperedStrip(
            from: (near.x, near.y, reach), to: (far.x, far.y, reach), level: level))
        return
      }
      // Where the radius starts to fall, and where it has come to nothing.
      let fall = most > reach ? (most - reach) / (most - least) : 0
      let end = least < 0 ? most / (most - least) : 1
      let start = Self.between(near, far, fall)
      let stop = Self.between(near, far, end)
      if fall > 0 {
        strips.append(
          TaperedStrip(
            from: (near.x, near.y, reach), to: (start.x, start.y, reach), level: level))
      }
      strips.append(
        TaperedStrip(
          from: (start.x, start.y, min(most, reach)), to: (stop.x, stop.y, max(least, 0)),
          level: level))
    }
  }
}
