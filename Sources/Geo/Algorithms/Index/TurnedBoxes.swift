internal import GeoCore
internal import Glibc

/// Boxes of features in a system turned about the middle of a layer, where these are much smaller than
/// those along the axes: thin strips that run askew lie in each other's boxes by the thousand, and in
/// boxes along their course only in those of their neighbours.
///
/// The angle is that of the longest edge of one of some features; the one whose boxes are the smallest
/// together is taken. Features whose turned boxes do not meet share no area: turned boxes are wider
/// than their features by more than rounding moves a vertex.
///
/// **Units, CRS:** those of the layers. **Boundary rule:** touching boxes meet.
/// **Complexity:** O(features) to see that nothing is thin; else O(vertices / threads + n log n).
struct TurnedBoxes {
  /// Those of the first layer.
  let boxes: [Box]
  /// Those of the second one, indexed.
  let tree: BoxTree

  /// Boxes must be so many times as large as what is in them before others are looked for, and turned
  /// ones smaller by as much as `least`.
  private static let thin = 16.0
  private static let least = 4.0
  private static let fewFeatures = 256
  private static let sampleSize = 48
  /// Features of more vertices are not in the sample.
  private static let mostVertices = 256

  /// Nil where boxes along the axes do as well.
  init?(_ a: PolygonIndex, _ b: PolygonIndex, isWithin: Bool, threads: Int) {
    guard b.count >= Self.fewFeatures, Self.isThin(b) else { return nil }
    let sample = Self.sample(of: b)
    guard let frame = Self.bestFrame(for: sample, of: b) else { return nil }
    let others = frame.boxes(of: b, threads: threads)
    boxes = isWithin ? others : frame.boxes(of: a, threads: threads)
    tree = BoxTree(others)
  }

  private static func isThin(_ layer: PolygonIndex) -> Bool {
    var boxes = 0.0
    var areas = 0.0
    for (box, area) in zip(layer.boxes, layer.areas) {
      boxes += box.width * box.height
      areas += area
    }
    return boxes > thin * areas
  }

  /// Some thin features, evenly spread.
  private static func sample(of layer: PolygonIndex) -> [Int] {
    let thinOnes = (0..<layer.count).filter { i in
      let vertices = layer.geometries.vertices(ofFeature: i).count
      return vertices <= mostVertices
        && layer.boxes[i].width * layer.boxes[i].height > thin * layer.areas[i]
    }
    let step = max(1, thinOnes.count / sampleSize)
    return stride(from: 0, to: thinOnes.count, by: step).map { thinOnes[$0] }
  }

  private static func bestFrame(for sample: [Int], of layer: PolygonIndex) -> TurnedFrame? {
    let middle = SIMD2(layer.tree.box.centerX, layer.tree.box.centerY)
    func size(_ box: Box) -> Double { box.width * box.height }
    let straight = sample.reduce(0) { $0 + size(layer.boxes[$1]) }
    var best: (size: Double, frame: TurnedFrame)?
    for feature in sample {
      guard let along = layer.geometries.longestEdge(ofFeature: feature) else { continue }
      let frame = TurnedFrame(along: along, about: middle)
      let turned = sample.reduce(0) { $0 + size(frame.box(ofFeature: $1, of: layer)) }
      if turned < best?.size ?? .infinity { best = (turned, frame) }
    }
    guard let best, best.size * least < straight else { return nil }
    return best.frame
  }
}

/// A system whose first axis runs along a direction.
private struct TurnedFrame {
  let middle: SIMD2<Double>
  let along: SIMD2<Double>

  init(along direction: SIMD2<Double>, about middle: SIMD2<Double>) {
    self.middle = middle
    along = direction / (direction * direction).sum().squareRoot()
  }

  func boxes(of layer: PolygonIndex, threads: Int) -> [Box] {
    Parallel.collect(count: layer.count, chunk: 1024, threads: threads) { range in
      range.map { box(ofFeature: $0, of: layer) }
    }.flatMap { $0 }
  }

  /// The box of a feature's polygons, wider by what rounding may come to.
  func box(ofFeature i: Int, of layer: PolygonIndex) -> Box {
    let plain = layer.boxes[i]
    guard !plain.isEmpty else { return .empty }
    var box = Box.empty
    // What lies in a hole does so with its shells.
    _ = layer.geometries.allPolygonVertices(ofFeature: i) { x, y in
      let offset = SIMD2(x, y) - middle
      box.extend(
        x: offset.x * along.x + offset.y * along.y, y: offset.y * along.x - offset.x * along.y)
      return true
    }
    // Six roundings of numbers no greater than these.
    let largest = max(abs(plain.minX), abs(plain.maxX)) + max(abs(plain.minY), abs(plain.maxY))
    return box.expanded(by: 0x1p-49 * (largest + abs(middle.x) + abs(middle.y)))
  }
}

extension Geometries {
  /// The way from the start to the end of a feature's longest edge; nil without one that is finite.
  fileprivate func longestEdge(ofFeature i: Int) -> SIMD2<Double>? {
    var best: SIMD2<Double>?
    var longest = 0.0
    for ring in rings(ofFeature: i) {
      for vertex in vertices(ofRing: ring).dropFirst() {
        let edge = SIMD2(x(vertex) - x(vertex - 1), y(vertex) - y(vertex - 1))
        let squared = (edge * edge).sum()
        if squared > longest, squared.isFinite { (best, longest) = (edge, squared) }
      }
    }
    return best
  }
}
