public import GeoCore
internal import Glibc

/// The tips of near-spikes that can be dropped.
///
/// Near-spikes are those of `Geometries.nearSpikes`, so that a repair and a check agree on them. A
/// tip stays when one neighbour shares the way out and another the way back: then it is a wedge
/// between two others, and without it there would be a gap. A triangle is one whole, no spike, unless
/// it is no wider than the tolerance: then it has no area to speak of. A tip is a vertex of its ring,
/// not a place: what else touches the place keeps its corner. The foot of a spike is no tip, however
/// sharp it is: of two that follow each other around a ring, and one runs out to the other, the
/// sharper one is.
///
/// **Units:** degrees and metres. **CRS:** angles and widths are measured in an equal-area system.
/// **Shapes:** polygons.
/// **Complexity:** O(vertices); the features with a near-spike are transformed, and compared with
/// those near their tips.
public enum SpikeTips {
  /// How much wider the limits are at the first, quick look, by the scale of the place.
  private static let margin = 2.0

  /// The tips, by feature: numbers of its vertices, counted from 0 through all its rings.
  /// - Parameters:
  ///   - degrees: the widest angle at a tip.
  ///   - width: how far apart the ways out and back are at most.
  ///   - tolerance: how far apart they are at most in a triangle. Metres.
  /// - Throws: what `frames` throws.
  public static func find(
    in geometries: Geometries, degrees: Double, width: Double, tolerance: Double,
    measuredIn frames: some MeasuringFrames, scale: GroundScale, threads: Int
  ) throws -> [Int: Set<Int>] {
    let likely = features(
      of: geometries, degrees: margin * degrees, width: margin * width, scale, threads)
    if likely.isEmpty { return [:] }
    let some = geometries.selecting(likely).droppingElevations()
    let spikes = try frames.measured(some, threads: threads).nearSpikes(
      degrees: degrees, width: width, threads: threads)
    if spikes.isEmpty { return [:] }
    let boxes = BoxTree((0..<geometries.count).map { geometries.box(ofFeature: $0) })
    let kept = spikes.filter { spike in
      if spike.width > tolerance, some.isInTriangle(spike.vertex, ofFeature: spike.feature) {
        return false
      }
      let legs = some.legs(at: spike.vertex, ofFeature: spike.feature)
      let feature = likely[spike.feature]
      return !isWedge(some.place(spike.vertex), legs, of: feature, in: geometries, boxes)
    }
    var tips: [Int: Set<Int>] = [:]
    for spike in withoutFeet(kept, in: some, degrees: degrees) {
      let first = some.vertices(ofFeature: spike.feature).lowerBound
      tips[likely[spike.feature], default: []].insert(spike.vertex - first)
    }
    return tips
  }

  /// The spikes without those that run out to a sharper one, the next before or after them on their
  /// ring.
  ///
  /// The foot of a long spike can make a sharp angle itself, of the way out and the edge that goes on
  /// below it; dropped before the tip, it would leave a thread.
  /// - Parameters:
  ///   - spikes: in the order of vertices.
  ///   - degrees: the widest angle at a tip.
  private static func withoutFeet(
    _ spikes: [NearSpike], in geometries: Geometries, degrees: Double
  ) -> [NearSpike] {
    let steepest = tan(2 * margin * degrees * Double.pi / 180)
    var isKept = Array(repeating: true, count: spikes.count)
    func compare(_ i: Int, _ k: Int) {
      guard spikes[i].degrees != spikes[k].degrees else { return }
      let (foot, tip) = spikes[i].degrees > spikes[k].degrees ? (i, k) : (k, i)
      let here = geometries.place(spikes[foot].vertex)
      let there = geometries.place(spikes[tip].vertex)
      let legs = geometries.legs(at: spikes[foot].vertex, ofFeature: spikes[foot].feature)
      let (wx, wy) = (there.x - here.x, there.y - here.y)
      for leg in [legs.0, legs.1] {
        let (ux, uy) = (leg.x - here.x, leg.y - here.y)
        let dot = ux * wx + uy * wy
        if dot > 0, abs(ux * wy - uy * wx) <= steepest * dot { isKept[foot] = false }
      }
    }
    var first = 0
    for i in spikes.indices {
      if spikes[i].ring != spikes[first].ring { first = i }
      let isLast = i + 1 == spikes.count || spikes[i + 1].ring != spikes[i].ring
      if !isLast {
        compare(i, i + 1)
      } else if first < i {
        compare(i, first)
      }
    }
    return spikes.indices.filter { isKept[$0] }.map { spikes[$0] }
  }

  /// The features that may have near-spikes.
  private static func features(
    of geometries: Geometries, degrees: Double, width: Double, _ scale: GroundScale, _ threads: Int
  ) -> [Int] {
    let steepest = degrees * Double.pi / 180
    return Parallel.collect(count: geometries.count, chunk: 256, threads: threads) { range in
      range.filter { feature in
        guard geometries.kinds[feature].isAreal else { return false }
        return geometries.rings(ofFeature: feature).contains {
          mayHaveOne(geometries, geometries.vertices(ofRing: $0), steepest, width, scale)
        }
      }
    }.flatMap { $0 }
  }

  private static func mayHaveOne(
    _ geometries: Geometries, _ vertices: Range<Int>, _ steepest: Double, _ width: Double,
    _ scale: GroundScale
  ) -> Bool {
    guard vertices.count >= 4 else { return false }
    let factors = scale.metersPerUnit(atY: geometries.y(vertices.lowerBound))
    var before = vertices.upperBound - 2
    for vertex in vertices.dropLast() {
      let (x, y) = (geometries.x(vertex), geometries.y(vertex))
      let ux = (geometries.x(before) - x) * factors.x
      let uy = (geometries.y(before) - y) * factors.y
      let vx = (geometries.x(vertex + 1) - x) * factors.x
      let vy = (geometries.y(vertex + 1) - y) * factors.y
      before = vertex
      let dot = ux * vx + uy * vy
      guard dot > 0 else { continue }
      let cross = abs(ux * vy - uy * vx)
      let longer = max(ux * ux + uy * uy, vx * vx + vy * vy).squareRoot()
      if cross < steepest * dot, cross < width * longer { return true }
    }
    return false
  }

  /// Whether one neighbour runs along one leg, and another along the other.
  private static func isWedge(
    _ tip: EditableShape.Place, _ legs: (EditableShape.Place, EditableShape.Place),
    of feature: Int, in geometries: Geometries, _ boxes: BoxTree
  ) -> Bool {
    var first: Set<Int> = []
    var second: Set<Int> = []
    boxes.query(Box(minX: tip.x, minY: tip.y, maxX: tip.x, maxY: tip.y)) { other in
      guard other != feature, geometries.kinds[other].isAreal else { return }
      for vertex in geometries.vertices(ofFeature: other) where geometries.place(vertex) == tip {
        let own = geometries.legs(at: vertex, ofFeature: other)
        if own.0 == legs.0 || own.1 == legs.0 { first.insert(other) }
        if own.0 == legs.1 || own.1 == legs.1 { second.insert(other) }
      }
    }
    return !first.isEmpty && !second.isEmpty && first.isDisjoint(with: second)
  }
}

extension Geometries {
  fileprivate func place(_ vertex: Int) -> EditableShape.Place {
    EditableShape.Place(x: x(vertex), y: y(vertex))
  }

  /// Whether a vertex is one of a ring of three places, without repeated points.
  fileprivate func isInTriangle(_ vertex: Int, ofFeature feature: Int) -> Bool {
    guard let ring = ring(with: vertex, ofFeature: feature) else { return false }
    var moves = 0
    for next in ring.dropFirst() where place(next) != place(next - 1) {
      moves += 1
      if moves > 3 { return false }
    }
    return moves == 3
  }

  /// The vertices of the ring that has a vertex, by bisection.
  private func ring(with vertex: Int, ofFeature feature: Int) -> Range<Int>? {
    let rings = rings(ofFeature: feature)
    let ring = rings.firstPlace { vertices(ofRing: $0).upperBound > vertex }
    guard ring < rings.upperBound else { return nil }
    let found = vertices(ofRing: ring)
    return found.contains(vertex) ? found : nil
  }

  /// The places before and after a vertex of a ring, other than its own where there are any.
  fileprivate func legs(
    at vertex: Int, ofFeature feature: Int
  ) -> (EditableShape.Place, EditableShape.Place) {
    let tip = place(vertex)
    guard let range = ring(with: vertex, ofFeature: feature) else { return (tip, tip) }
    func other(_ step: Int) -> EditableShape.Place {
      var here = vertex
      for _ in range {
        here += step
        if here < range.lowerBound { here = range.upperBound - 1 }
        if here == range.upperBound { here = range.lowerBound }
        if place(here) != tip { break }
      }
      return place(here)
    }
    return (other(-1), other(1))
  }
}
