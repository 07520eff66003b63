internal import GeoAlgorithms
internal import GeoCore
internal import Glibc

/// One part of a feature in longitude and latitude: its rings, as interleaved coordinates.
struct PartRun {
  private(set) var rings: [[Double]]
  private(set) var box: Box

  init(_ part: Int, of degrees: Geometries) {
    rings = degrees.rings(ofPart: part).map { ring in
      let vertices = degrees.vertices(ofRing: ring)
      return Array(degrees.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)])
    }
    box = Self.box(of: rings)
  }

  init(rings: [[Double]]) {
    self.rings = rings
    box = Self.box(of: rings)
  }

  private static func box(of rings: [[Double]]) -> Box {
    var box = Box.empty
    for ring in rings {
      for k in 0..<(ring.count / 2) { box.extend(x: ring[2 * k], y: ring[2 * k + 1]) }
    }
    return box
  }

  func append(to geometries: inout Geometries) {
    guard !rings.isEmpty else { return }
    geometries.beginPart()
    for ring in rings { geometries.appendRing(ring) }
  }

  /// Adds to all longitudes.
  mutating func shift(by degrees: Double) {
    if degrees == 0 { return }
    for ring in rings.indices {
      for k in 0..<(rings[ring].count / 2) { rings[ring][2 * k] += degrees }
    }
    box = Self.box(of: rings)
  }

  /// Turns the part so that its middle is within half the circle of a longitude.
  mutating func turn(to longitude: Double) {
    guard !box.isEmpty else { return }
    shift(by: LongitudeSpan.turned(box.centerX, from: longitude - 180) - box.centerX)
  }

  /// Whether an edge runs along the antimeridian, where RFC 7946 cuts.
  var touchesCut: Bool {
    guard !box.isEmpty, Self.isAntimeridian(box.minX) || Self.isAntimeridian(box.maxX) else {
      return false
    }
    for ring in rings {
      for k in 1..<max(1, ring.count / 2) {
        let (before, here) = (ring[2 * k - 2], ring[2 * k])
        if before == here, Self.isAntimeridian(here) { return true }
      }
    }
    return false
  }

  private static func isAntimeridian(_ longitude: Double) -> Bool {
    abs(longitude.remainder(dividingBy: 360)) == 180
  }

  /// Brings vertices on the seam of a world-wide plane a little to this side of it.
  mutating func holdWithin(_ plane: MeasuringPlane) {
    guard case .worldwide(let central) = plane else { return }
    let reach = 180 - MeasuringPlane.seamMargin
    guard box.minX < central - reach || box.maxX > central + reach else { return }
    for ring in rings.indices {
      for k in 0..<(rings[ring].count / 2) {
        rings[ring][2 * k] = min(max(rings[ring][2 * k], central - reach), central + reach)
      }
    }
    box = Self.box(of: rings)
  }

  /// Longitudes at the poles, where they mean nothing, become one; so do those of the two sides of
  /// the meridian opposite to the centre.
  mutating func tidy(around longitude: Double) {
    for ring in rings.indices {
      for k in 0..<(rings[ring].count / 2) {
        if abs(rings[ring][2 * k + 1]) >= 90 {
          rings[ring][2 * k] = longitude
        } else if rings[ring][2 * k] == longitude - 180 {
          rings[ring][2 * k] = longitude + 180
        }
      }
    }
    box = Self.box(of: rings)
  }

  /// What lies in a box, by GEOS; edges along its sides are divided.
  func clipped(to window: Box) throws -> [PartRun] {
    var both = Geometries(crs: .wgs84)
    both.beginFeature(.polygon)
    append(to: &both)
    both.appendPolygon([
      [
        (window.minX, window.minY), (window.maxX, window.minY), (window.maxX, window.maxY),
        (window.minX, window.maxY),
      ]
    ])
    var result = Geometries(crs: .wgs84)
    try Overlay.appendIntersection(both, 0, both, 1, to: &result)
    let divided = try result.withLongEdgesDivided()
    return divided.parts(ofFeature: 0).map { PartRun($0, of: divided) }
  }
}

/// The box of longitudes and latitudes around the neighbourhood of an azimuthal system's centre.
struct NeighbourhoodBox {
  let longitude: Double
  let box: Box

  init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    let radius = MeasuringPlane.neighbourhoodDegrees
    let (south, north) = (latitude - radius, latitude + radius)
    var half = 180.0
    if south > -90, north < 90 {
      let degree = Double.pi / 180
      half = asin(min(1, sin(radius * degree) / cos(latitude * degree))) / degree
    }
    box = Box(
      minX: longitude - half, minY: max(south, -90), maxX: longitude + half, maxY: min(north, 90))
  }

  /// Whether all of a box is kept, in this turn of the circle or another.
  func contains(_ other: Box) -> Bool {
    let isHigh = other.minY >= box.minY && other.maxY <= box.maxY
    return isHigh && (box.width >= 360 || box.contains(other))
  }

  /// What lies in the neighbourhood, west and east of the central meridian apart: both sides are in
  /// one piece in the plane, and join along the meridian.
  func pieces(of run: PartRun) throws -> [PartRun] {
    guard !run.box.isEmpty else { return [] }
    var pieces: [PartRun] = []
    for turn in [-360.0, 0, 360] {
      var turned = run
      turned.shift(by: turn)
      let halves = [
        Box(minX: box.minX, minY: box.minY, maxX: longitude, maxY: box.maxY),
        Box(minX: longitude, minY: box.minY, maxX: box.maxX, maxY: box.maxY),
      ]
      for half in halves where half.meets(turned.box) {
        for var piece in try turned.clipped(to: half) where !piece.box.isEmpty {
          piece.tidy(around: longitude)
          pieces.append(piece)
        }
      }
    }
    return pieces
  }
}

extension PartRun {
  /// The runs of a line whose edges reach into a box.
  func runs(within window: Box) -> [PartRun] {
    var result: [PartRun] = []
    for ring in rings {
      var run: [Double] = []
      func end() {
        if run.count >= 4 { result.append(PartRun(ring: run)) }
        run = []
      }
      for k in 1..<max(1, ring.count / 2) {
        var edge = Box.empty
        edge.extend(x: ring[2 * k - 2], y: ring[2 * k - 1])
        edge.extend(x: ring[2 * k], y: ring[2 * k + 1])
        guard edge.meets(window) else {
          end()
          continue
        }
        if run.isEmpty { run = [ring[2 * k - 2], ring[2 * k - 1]] }
        run += [ring[2 * k], ring[2 * k + 1]]
      }
      end()
    }
    return result
  }

  private init(ring: [Double]) {
    rings = [ring]
    box = Self.box(of: rings)
  }
}
