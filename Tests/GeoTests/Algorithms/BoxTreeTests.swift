import GeoAlgorithms
import GeoCore
import TestSupport
import Testing

@Suite struct BoxTreeTests {
  private func boxes(_ count: Int, seed: UInt64) -> [Box] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { k in
      if k % 17 == 5 { return .empty }
      let x = Double(Int.random(in: 0...200, using: &generator))
      let y = Double(Int.random(in: 0...200, using: &generator))
      return Box(
        minX: x, minY: y, maxX: x + Double(Int.random(in: 0...12, using: &generator)),
        maxY: y + Double(Int.random(in: 0...12, using: &generator)))
    }
  }

  @Test(arguments: [0, 1, 2, 15, 16, 17, 256, 257, 3000])
  func findsWhatALoopFinds(count: Int) {
    let boxes = boxes(count, seed: UInt64(count))
    let tree = BoxTree(boxes)
    #expect(tree.count == boxes.count { !$0.isEmpty })
    for window in self.boxes(60, seed: 99) {
      var found: [Int] = []
      tree.query(window) { found.append($0) }
      #expect(found.sorted() == boxes.indices.filter { boxes[$0].meets(window) })
    }
  }

  @Test func boxesThatTouchMeet() {
    let tree = BoxTree([Box(minX: 0, minY: 0, maxX: 1, maxY: 1)])
    var found = 0
    tree.query(Box(minX: 1, minY: 1, maxX: 2, maxY: 2)) { _ in found += 1 }
    #expect(found == 1)
    tree.query(Box(minX: 1.1, minY: 0, maxX: 2, maxY: 2)) { _ in found += 1 }
    tree.query(.empty) { _ in found += 1 }
    #expect(found == 1)
  }

  /// The nearest item by a distance that is no less than that to its box; of several the first.
  private func nearest(
    in tree: BoxTree, x: Double, y: Double, bound: Double = .infinity,
    distance: (Int) -> Double
  ) -> (index: Int, squaredDistance: Double)? {
    var best: (index: Int, squaredDistance: Double)?
    var limit = bound
    tree.visitNearest(x: x, y: y, bound: &limit) { index, limit in
      let distance = distance(index)
      guard distance <= limit else { return }
      if let found = best, found.squaredDistance == distance, found.index < index { return }
      best = (index, distance)
      limit = distance
    }
    return best
  }

  @Test(arguments: [0, 1, 16, 17, 2000])
  func nearestIsWhatALoopFinds(count: Int) {
    let boxes = boxes(count, seed: UInt64(count) + 7)
    let tree = BoxTree(boxes)
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<100 {
      let x = Double(Int.random(in: -50...250, using: &generator))
      let y = Double(Int.random(in: -50...250, using: &generator))
      // To the centre: more than the distance to the box.
      func distance(_ i: Int) -> Double {
        let (dx, dy) = (boxes[i].centerX - x, boxes[i].centerY - y)
        return dx * dx + dy * dy
      }
      let all = boxes.indices.filter { !boxes[$0].isEmpty }
      let best = all.min { (distance($0), $0) < (distance($1), $1) }
      let found = nearest(in: tree, x: x, y: y, distance: distance)
      #expect(found?.index == best)
      #expect(found?.squaredDistance == best.map(distance))
    }
  }

  @Test func nearestWithinABound() {
    let tree = BoxTree((0..<40).map { Box(minX: Double($0), minY: 0, maxX: Double($0), maxY: 0) })
    let distance = { (i: Int) in (Double(i) + 3) * (Double(i) + 3) }
    #expect(nearest(in: tree, x: -3, y: 0, bound: 8, distance: distance) == nil)
    #expect(nearest(in: tree, x: -3, y: 0, bound: 9, distance: distance)?.index == 0)
  }

  @Test func tiesGoToTheLowestIndex() {
    let tree = BoxTree(Array(repeating: Box(minX: 1, minY: 1, maxX: 1, maxY: 1), count: 100))
    #expect(nearest(in: tree, x: 0, y: 0, distance: { _ in 2 })?.index == 0)
  }

  @Test func boxesThatAreNotFiniteDoNoHarm() {
    let nan = Double.nan
    let tree = BoxTree([
      Box(minX: nan, minY: 0, maxX: 1, maxY: 1),
      Box(minX: -.infinity, minY: 0, maxX: .infinity, maxY: 1),
      Box(minX: 2, minY: 0, maxX: 3, maxY: 1),
    ])
    var found: [Int] = []
    tree.query(Box(minX: 2.5, minY: 0.5, maxX: 2.5, maxY: 0.5)) { found.append($0) }
    #expect(found.sorted() == [1, 2])
  }
}
