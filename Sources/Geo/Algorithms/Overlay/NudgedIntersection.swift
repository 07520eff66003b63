public import GeoCore

/// The shape that two polygons share in very many pieces, where borders touch.
///
/// `PolygonClipper` refuses borders that touch, and GEOS takes some 50 µs and 2 kB for each piece. So
/// both are brought to their middle, one of them is moved by less than a coordinate there can tell from a
/// rounding, so that what touched crosses or is apart, and they are clipped. Back in their place, moved
/// vertices are what they were but for the last digit. Pieces and holes that are no wider than the move
/// are dropped; pieces that meet themselves once they are back are made valid.
///
/// **Units, CRS:** those of the layers, which share one. **Accuracy:** borders are off by at most 2⁻⁴⁰ of
/// the size of the two together, a nanometre a kilometre; callers hold the area against `OverlapArea`.
/// **Complexity:** that of `PolygonClipper`.
public enum NudgedIntersection {
  /// Pairs of fewer edges, multiplied, have no use for it.
  private static let manyPairs = 1 << 18
  /// More places than these, where boxes of edges meet, are not given to GEOS.
  private static let mostMeetings = 1 << 20
  /// The move, in tolerances of the clipper: in no direction that is usual.
  private static let move = (x: 41.0, y: 29.0)

  /// Whether the two have so many edges that it is worth a try.
  public static func isWorthwhile(
    _ a: PolygonIndex, _ i: Int, _ b: PolygonIndex, _ j: Int
  ) -> Bool {
    let (m, n) = (
      a.geometries.vertices(ofFeature: i).count, b.geometries.vertices(ofFeature: j).count
    )
    return m.multipliedReportingOverflow(by: n).partialValue > manyPairs
  }

  /// Whether edges of the two meet in so many places that GEOS would take minutes and gigabytes.
  public static func isTooTangled(
    _ a: PolygonIndex, _ i: Int, _ b: PolygonIndex, _ j: Int
  ) -> Bool {
    PolygonClipper.meetings(a, i, b, j) > mostMeetings
  }

  /// Appends the shape as one feature.
  /// - Returns: false, with nothing appended, when the clipper refuses what was moved, or the shape is of
  ///   so few pieces that GEOS does as well.
  /// - Throws: `GEOSError` when a piece that meets itself cannot be made valid.
  public static func append(
    _ a: PolygonIndex, _ i: Int, _ b: PolygonIndex, _ j: Int, fewestPieces: Int = 1024,
    to result: inout Geometries
  ) throws(GEOSError) -> Bool {
    let box = a.boxes[i].union(b.boxes[j])
    let middle = middle(of: box)
    let reach = max(
      abs(box.minX - middle.x), abs(box.maxX - middle.x), abs(box.minY - middle.y),
      abs(box.maxY - middle.y))
    let unit = reach * 0x1p-47
    let nudge = (x: move.x * unit, y: move.y * unit)
    let one = PolygonIndex(moved(i, of: a.geometries, by: (-middle.x, -middle.y)))
    let two = PolygonIndex(
      moved(j, of: b.geometries, by: (-middle.x, -middle.y), then: nudge))
    var clipped = Geometries(crs: result.crs)
    guard PolygonClipper.appendIntersection(one, 0, two, 0, to: &clipped) else { return false }
    guard clipped.parts(ofFeature: 0).count >= fewestPieces else { return false }
    let width = 4 * (nudge.x + nudge.y)
    let pieces = wide(clipped, than: width, movedBy: middle)
    let invalid: [InvalidFeature]
    do {
      invalid = try Overlay.invalidFeatures(Array(0..<pieces.count), in: pieces, threads: 1)
    } catch let error as GEOSError {
      throw error
    } catch {
      return false
    }
    let bad = Set(invalid.map(\.feature))
    result.beginFeature(.multiPolygon)
    for piece in 0..<pieces.count {
      if bad.contains(piece) {
        var valid = Geometries(crs: result.crs)
        valid.append(try ValidShape.make(pieces.shape(ofFeature: piece), crs: result.crs))
        result.appendParts(ofFeature: 0, of: valid)
      } else {
        result.appendParts(ofFeature: piece, of: pieces)
      }
    }
    return true
  }

  /// The middle of a box, of so few digits that what is taken from it keeps all its own.
  private static func middle(of box: Box) -> (x: Double, y: Double) {
    func short(_ value: Double, _ largest: Double) -> Double {
      let unit = largest.ulp
      return unit > 0 && unit.isFinite ? (value / unit).rounded() * unit : 0
    }
    return (
      short(box.centerX, max(abs(box.minX), abs(box.maxX))),
      short(box.centerY, max(abs(box.minY), abs(box.maxY)))
    )
  }

  private static func moved(
    _ feature: Int, of geometries: Geometries, by shift: (x: Double, y: Double),
    then nudge: (x: Double, y: Double) = (0, 0)
  ) -> Geometries {
    var result = Geometries(crs: geometries.crs)
    result.append(feature: feature, of: geometries)
    for k in stride(from: 0, to: result.coordinates.count, by: 2) {
      result.coordinates[k] = result.coordinates[k] + shift.x + nudge.x
      result.coordinates[k + 1] = result.coordinates[k + 1] + shift.y + nudge.y
    }
    return result
  }

  /// The polygons of the only feature, each a feature, without what is no wider than that, moved.
  private static func wide(
    _ shape: Geometries, than width: Double, movedBy shift: (x: Double, y: Double)
  ) -> Geometries {
    var pieces = Geometries(crs: shape.crs)
    for part in shape.parts(ofFeature: 0) {
      for (place, ring) in shape.rings(ofPart: part).enumerated() {
        let vertices = shape.vertices(ofRing: ring)
        var length = 0.0
        for vertex in vertices.dropLast() {
          let dx = shape.x(vertex + 1) - shape.x(vertex)
          let dy = shape.y(vertex + 1) - shape.y(vertex)
          length += abs(dx) + abs(dy)
        }
        let isWide = abs(shape.signedArea(ofRing: ring)) > width * length
        if place == 0 {
          guard isWide else { break }
          pieces.beginFeature(.polygon)
          pieces.beginPart()
        } else if !isWide {
          continue
        }
        pieces.beginRing()
        var last: (Double, Double)?
        for vertex in vertices {
          let moved = (shape.x(vertex) + shift.x, shape.y(vertex) + shift.y)
          if let last, last == moved { continue }
          pieces.appendVertex(x: moved.0, y: moved.1)
          last = moved
        }
      }
    }
    return pieces
  }
}
