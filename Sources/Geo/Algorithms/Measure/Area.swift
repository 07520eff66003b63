public import GeoCore

/// Flat areas of rings and polygons.
///
/// **Units:** the square of the CRS's unit. **CRS:** any planar one; use an equal-area CRS where
/// the area is to be true to the ground, and never degrees.
/// **Shapes:** polygon parts count, in collections too; points and lines have no area. Ring
/// direction does not matter. Overlapping parts and self-crossing rings are taken as they are:
/// parts are added, a lobe that runs backwards is subtracted.
extension Geometries {
  /// The area inside a closed ring, positive when it runs counterclockwise: Σ (xᵢ₊₁ − xᵢ) ȳᵢ
  /// over its edges, negated, with heights ȳ taken from the first vertex, so that large
  /// coordinates cost no digits.
  ///
  /// **Complexity:** O(vertices).
  public func signedArea(ofRing ring: Int) -> Double {
    let vertices = vertices(ofRing: ring)
    return coordinates.withUnsafeBufferPointer { RingArea.signed($0, vertices) }
  }

  /// Which way a ring turns: 1 counterclockwise, -1 clockwise, 0 where its numbers cannot tell: when
  /// the area is not above what the last bits of the coordinates may amount to. A decimal text is
  /// not a double, so that a sliver of one digit may turn either way once it is read.
  ///
  /// **Complexity:** O(vertices).
  public func turn(ofRing ring: Int) -> Int {
    let area = signedArea(ofRing: ring)
    let vertices = vertices(ofRing: ring)
    guard area != 0, area.isFinite, let first = vertices.first else { return 0 }
    let (x0, y0) = (x(first), y(first))
    var size = 0.0
    var largest = 0.0
    for vertex in vertices {
      let (x, y) = (x(vertex), y(vertex))
      size += abs(x - x0) + abs(y - y0)
      largest = max(largest, abs(x), abs(y))
    }
    // Each coordinate is off by half a unit in its last place, 2⁻⁵³ of it, and as much again is lost
    // in sums.
    guard abs(area) > size * largest * 0x1p-51 else { return 0 }
    return area > 0 ? 1 : -1
  }

  /// The area of a feature: the shells of its polygon parts less their holes.
  ///
  /// **Complexity:** O(vertices).
  public func area(ofFeature i: Int) -> Double {
    coordinates.withUnsafeBufferPointer { area(ofFeature: i, $0) }
  }

  /// The areas of all features, in order; 0 for what is not a polygon.
  ///
  /// **Complexity:** O(vertices / threads). The same bits on any number of threads.
  public func areas(threads: Int = 1) -> [Double] {
    let chunks = Parallel.collect(count: count, chunk: 1024, threads: threads) { range in
      coordinates.withUnsafeBufferPointer { xy in range.map { area(ofFeature: $0, xy) } }
    }
    return Array(chunks.joined())
  }

  private func area(ofFeature i: Int, _ xy: UnsafeBufferPointer<Double>) -> Double {
    var area = 0.0
    forEachPolygonPart(ofFeature: i) { part in
      for (place, ring) in rings(ofPart: part).enumerated() {
        let size = abs(RingArea.signed(xy, vertices(ofRing: ring)))
        area += place == 0 ? size : -size
      }
    }
    return max(area, 0)
  }
}

/// The area sum over one ring.
enum RingArea {
  /// Edges summed plainly before their sum goes into the compensated total.
  private static let run = 64

  static func signed(_ xy: UnsafeBufferPointer<Double>, _ vertices: Range<Int>) -> Double {
    guard vertices.count >= 3, let base = xy.baseAddress else { return 0 }
    let baseline = base[2 * vertices.lowerBound + 1]
    var total = CompensatedSum()
    var start = vertices.lowerBound
    let last = vertices.upperBound - 1
    while start < last {
      let end = Swift.min(start + run, last)
      var sum = 0.0
      var x0 = base[2 * start]
      var y0 = base[2 * start + 1] - baseline
      for vertex in (start + 1)...end {
        let x1 = base[2 * vertex]
        let y1 = base[2 * vertex + 1] - baseline
        sum += (x0 - x1) * (y0 + y1)
        x0 = x1
        y0 = y1
      }
      total.add(sum)
      start = end
    }
    return total.value / 2
  }
}

/// A sum that carries what rounding drops.
///
/// **Source:** Neumaier 1974, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher
/// Summen, doi:10.1002/zamm.19740540106.
package struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  package init() {}

  @inline(__always)
  package mutating func add(_ term: Double) {
    let next = sum + term
    lost += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
  }

  package var value: Double { sum + lost }
}
