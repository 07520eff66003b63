import GeoCore

/// Polygons with corners on a coarse lattice, so that crossing, touching and nesting are common.
public enum LatticePolygons {
  /// Corners in their order; the last repeats the first.
  public typealias Ring = [(Double, Double)]

  /// A polygon or multipolygon of one to three parts, each with up to four holes: valid ones,
  /// and all that can be wrong with others.
  public static func any(using generator: inout SeededGenerator) -> [[Ring]] {
    let reach = Int.random(in: 3...12, using: &generator)
    let parts =
      Int.random(in: 0..<4, using: &generator) == 0 ? Int.random(in: 2...3, using: &generator) : 1
    var polygons = (0..<parts).map { _ in polygon(reach, using: &generator) }
    mutate(&polygons, reach, using: &generator)
    let scales: [Double] = [1, 0.1, 1e-7, 1e6]
    let scale = scales[Int.random(in: 0..<scales.count, using: &generator)]
    let shifts: [Double] = [0, 0, 3_900_000.3, -5.1]
    let shift = shifts[Int.random(in: 0..<shifts.count, using: &generator)]
    return polygons.map { rings in
      rings.map { ring in ring.map { ($0.0 * scale + shift, $0.1 * scale + shift) } }
    }
  }

  private static func point(
    _ reach: Int, using generator: inout SeededGenerator
  ) -> (Double, Double) {
    (
      Double(Int.random(in: 0...reach, using: &generator)),
      Double(Int.random(in: 0...reach, using: &generator))
    )
  }

  private static func rectangle(_ reach: Int, using generator: inout SeededGenerator) -> Ring {
    let a = point(reach, using: &generator)
    let b = point(reach, using: &generator)
    return [a, (b.0, a.1), b, (a.0, b.1)]
  }

  private static func diamond(_ reach: Int, using generator: inout SeededGenerator) -> Ring {
    let center = point(reach, using: &generator)
    let r = Double(Int.random(in: 1...3, using: &generator))
    return [
      (center.0 + r, center.1), (center.0, center.1 + r), (center.0 - r, center.1),
      (center.0, center.1 - r),
    ]
  }

  private static func free(_ reach: Int, using generator: inout SeededGenerator) -> Ring {
    (0..<Int.random(in: 3...7, using: &generator)).map { _ in point(reach, using: &generator) }
  }

  private static func ring(_ reach: Int, using generator: inout SeededGenerator) -> Ring {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0...2: rectangle(reach, using: &generator)
    case 3...4: diamond(reach, using: &generator)
    default: free(reach, using: &generator)
    }
  }

  /// Half of them a wide shell with small holes, which is often valid.
  private static func polygon(_ reach: Int, using generator: inout SeededGenerator) -> [Ring] {
    let holes = max(0, Int.random(in: -2...4, using: &generator))
    let isWide = Bool.random(using: &generator)
    let side = Double(reach)
    var rings = [
      isWide
        ? [(0.0, 0.0), (side, 0), (side, side), (0, side)] : ring(reach, using: &generator)
    ]
    for _ in 0..<holes {
      if isWide, Bool.random(using: &generator) {
        let center = point(reach, using: &generator)
        rings.append([center, (center.0 + 1, center.1), (center.0, center.1 + 1)])
      } else {
        rings.append(ring(reach, using: &generator))
      }
    }
    return rings
  }

  private static func mutate(
    _ polygons: inout [[Ring]], _ reach: Int, using generator: inout SeededGenerator
  ) {
    let part = Int.random(in: 0..<polygons.count, using: &generator)
    let ring = Int.random(in: 0..<polygons[part].count, using: &generator)
    let corners = polygons[part][ring].count
    let corner = Int.random(in: 0..<corners, using: &generator)
    switch Int.random(in: 0..<16, using: &generator) {
    case 0:  // a repeated point
      polygons[part][ring].insert(polygons[part][ring][corner], at: corner)
    case 1:  // a spike
      let tip = point(reach, using: &generator)
      polygons[part][ring].insert(contentsOf: [polygons[part][ring][corner], tip], at: corner)
    case 2:  // a crossing
      polygons[part][ring].swapAt(corner, (corner + 1) % corners)
    case 3:  // a vertex used twice
      polygons[part][ring][corner] = polygons[part][ring][(corner + 2) % corners]
    case 4:  // a ring twice, the other way round
      polygons[part].append(Array(polygons[part][ring].reversed()))
    case 5:  // a hole filled by a part of its own
      polygons.append([polygons[part][ring]])
    case 6:  // a flat ring
      polygons[part][ring] = [polygons[part][ring][0], polygons[part][ring][1 % corners]]
      polygons[part][ring].append(polygons[part][ring][0])
    case 7:  // the shell and a hole exchanged
      polygons[part].swapAt(0, ring)
    case 8:  // a part in a part
      let place = point(reach, using: &generator)
      polygons.append([[place, (place.0 + 1, place.1), (place.0, place.1 + 1)]])
    default: break
    }
  }
}
