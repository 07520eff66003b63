internal import GeoCore

/// How wide the faces of an arrangement are: the width of `EquivalentRectangle`, as a check of the
/// coverage measures it.
///
/// Faces far from the limit are measured by the scale of the place, those near it in an equal-area
/// system, with long edges kept to their course.
///
/// **Units:** metres. **Complexity:** O(edges of the faces).
struct FaceWidths {
  let arrangement: Arrangement
  let scale: GroundScale
  /// The layer's system, and the one that areas are measured in; nil to go by the scale alone.
  let crs: CRS
  let measuring: (any MeasuringFrames)?
  let threads: Int

  /// By what factor the scale of the place may be off.
  private static let doubt = 2.0
  /// Edges are measured along pieces at most so long. Metres.
  private static let longestEdge = 1000.0

  /// The widths of faces.
  /// - Parameter limits: for each face, the width that matters.
  func of(_ faces: [Arrangement.Face], near limits: [Double]) -> [Double] {
    var widths = faces.map(estimate)
    let doubtful = faces.indices.filter {
      widths[$0] > limits[$0] / Self.doubt && widths[$0] < limits[$0] * Self.doubt
    }
    guard let measuring, !doubtful.isEmpty else { return widths }
    var outlines = Geometries(crs: crs)
    for face in doubtful {
      outlines.beginFeature(.polygon)
      outlines.beginPart()
      for cycle in faces[face].cycles {
        outlines.beginRing()
        let halves = arrangement.halfEdges(ofCycle: cycle)
        for half in halves + [halves[0]] {
          let place = arrangement.nodes[arrangement.origin(half)]
          outlines.appendVertex(x: place.x, y: place.y)
        }
      }
    }
    let longest = Self.longestEdge / max(scale.smallest.x, scale.smallest.y)
    let dense = outlines.densified(longest: longest)
    guard let measured = try? measuring.measured(dense, threads: threads) else {
      return widths
    }
    for (i, face) in doubtful.enumerated() {
      var area = 0.0
      for ring in measured.rings(ofFeature: i) { area += measured.signedArea(ofRing: ring) }
      widths[face] =
        EquivalentRectangle(area: max(area, 0), perimeter: measured.perimeter(ofFeature: i)).width
    }
    return widths
  }

  private func estimate(_ face: Arrangement.Face) -> Double {
    guard let start = face.cycles.first else { return 0 }
    let base = arrangement.nodes[arrangement.origin(arrangement.cycles[Int(start)].start)]
    let factors = scale.metersPerUnit(atY: base.y)
    var area = 0.0
    var perimeter = 0.0
    for cycle in face.cycles {
      area += arrangement.cycles[Int(cycle)].turn / 2 * factors.x * factors.y
      for half in arrangement.halfEdges(ofCycle: cycle) { perimeter += length(of: half) }
    }
    return EquivalentRectangle(area: max(area, 0), perimeter: perimeter).width
  }

  /// The length of a half-edge, the same for both directions to the last bit. Metres.
  func length(of half: Int32) -> Double {
    let edge = arrangement.edges[Int(half >> 1)]
    let (a, b) = (arrangement.nodes[edge.first], arrangement.nodes[edge.second])
    return scale.distance(a.x, a.y, b.x, b.y)
  }
}
