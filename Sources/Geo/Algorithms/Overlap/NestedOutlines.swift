internal import GeoCore

/// Pairs of features that may share area, found by how their outlines lie in each other: among rings
/// around rings every box meets every other, and only neighbours are looked at here.
///
/// Features are taken by size, the smallest first, into a forest in which what is below a feature lies
/// in its outline, that is, in its shells without their holes. A larger feature is held against the
/// roots whose boxes it meets, and goes down only where it shares area with an outline: with what lies
/// below an outline that is apart from it, it shares none. Roots in the new feature's largest shell go
/// below it.
///
/// **Shapes:** valid polygons and multipolygons. **Boundary rule:** a shared border is no area.
/// **Complexity:** O(n log n) and a comparison of two borders for each pair that is found, each that is
/// in doubt, and each feature that goes below another. Given up when the borders to compare, or the
/// pairs, become many.
struct NestedOutlines {
  private let a: PolygonIndex
  private let b: PolygonIndex
  private let isWithin: Bool
  private let shells: (a: Shells, b: Shells)
  private var contacts = OutlineContacts()
  private var roots: ActiveBoxes
  private var firstChild: [Int32]
  private var nextSibling: [Int32]
  private var found: [UInt64] = []
  private(set) var comparisons = 0

  /// So many features with holes, and so many boxes that meet that of a feature of a sample, are worth it.
  private static let fewestHoles = 64
  private static let fewestMeetings = 64
  private static let sampleSize = 64
  /// Vertices and edges that may be looked at for each vertex, and pairs for each feature.
  private static let mostSteps = 64
  private static let mostPairs = 64

  /// The candidates in their order, as two halves of a word; nil where boxes tell as much, or when it is
  /// given up.
  static func candidates(_ a: PolygonIndex, _ b: PolygonIndex, isWithin: Bool) -> [UInt64]? {
    guard holes(of: a) >= fewestHoles || holes(of: b) >= fewestHoles else { return nil }
    guard meetings(a, b) >= fewestMeetings else { return nil }
    var search = NestedOutlines(a, b, isWithin: isWithin)
    return search.run()
  }

  private static func holes(of layer: PolygonIndex) -> Int {
    layer.features.count { $0.endRing - $0.firstRing > 1 }
  }

  /// How many boxes of the second layer meet one of the first, on average over some.
  private static func meetings(_ a: PolygonIndex, _ b: PolygonIndex) -> Int {
    guard a.count > 0 else { return 0 }
    let step = max(1, a.count / sampleSize)
    var (count, sample) = (0, 0)
    for i in stride(from: 0, to: a.count, by: step) {
      sample += 1
      b.tree.query(a.boxes[i]) { _ in count += 1 }
    }
    return count / sample
  }

  init(_ a: PolygonIndex, _ b: PolygonIndex, isWithin: Bool) {
    self.a = a
    self.b = b
    self.isWithin = isWithin
    let shellsA = Shells(of: a)
    shells = (shellsA, isWithin ? shellsA : Shells(of: b))
    let boxes = isWithin ? a.boxes : a.boxes + b.boxes
    roots = ActiveBoxes(boxes)
    firstChild = Array(repeating: -1, count: boxes.count)
    nextSibling = firstChild
  }

  /// What the rings of a layer are.
  private struct Shells {
    /// Whether each ring is a shell.
    var isShell: [Bool] = []
    /// The ring that is the largest shell of each feature.
    var main: [Int] = []

    init(of layer: PolygonIndex) {
      layer.geometries.coordinates.withUnsafeBufferPointer { xy in
        for feature in layer.features {
          var main = Int(feature.firstRing)
          var largest = 0.0
          for ring in Int(feature.firstRing)..<Int(feature.endRing) {
            let run = layer.rings[ring]
            let vertices = Int(run.firstVertex)..<(Int(run.lastVertex) + 1)
            // Above 0 for a shell, whichever way it runs.
            let area = RingArea.signed(xy, vertices) * run.sign
            isShell.append(area > 0)
            if area > largest { (main, largest) = (ring, area) }
          }
          self.main.append(main)
        }
      }
    }
  }

  private func subject(_ item: Int) -> OutlineContacts.Subject {
    let isA = item < a.count
    let feature = isA ? item : item - a.count
    let shells = isA ? shells.a : shells.b
    return OutlineContacts.Subject(
      layer: isA ? a : b, feature: feature, isShell: shells.isShell, mainRing: shells.main[feature])
  }

  /// All candidates in their order; nil when it is given up.
  mutating func run() -> [UInt64]? {
    let boxes = roots.given
    let items = boxes.indices.filter { !boxes[$0].isEmpty }.sorted { i, j in
      let (p, q) = (boxes[i].width + boxes[i].height, boxes[j].width + boxes[j].height)
      return p != q ? p < q : i < j
    }
    let vertices = a.geometries.vertexCount + (isWithin ? 0 : b.geometries.vertexCount)
    let mostSteps = Self.mostSteps * (vertices + 1 << 16)
    let mostPairs = Self.mostPairs * (items.count + 1 << 16)
    var stack: [Int] = []
    for item in items {
      let outer = subject(item)
      stack.removeAll(keepingCapacity: true)
      roots.query(outer.box) { stack.append($0) }
      var above = stack.count
      while let other = stack.popLast() {
        // What was pushed on top of the roots are children.
        let isRoot = stack.count < above
        if isRoot { above = stack.count }
        let shared = boxes[other].intersection(outer.box)
        guard shared.width > 0, shared.height > 0 else { continue }
        comparisons += 1
        let relation = contacts.relation(of: subject(other), to: outer)
        guard contacts.steps + 16 * comparisons <= mostSteps, found.count <= mostPairs else {
          return nil
        }
        if relation?.isApart != true {
          add(other, item)
          var child = Int(firstChild[other])
          while child >= 0 {
            stack.append(child)
            child = Int(nextSibling[child])
          }
        }
        if isRoot, relation?.isNested == true {
          roots.remove(other)
          nextSibling[other] = firstChild[item]
          firstChild[item] = Int32(other)
        }
      }
      roots.insert(item)
    }
    found.sort()
    return found
  }

  private mutating func add(_ one: Int, _ other: Int) {
    let (i, j) = (min(one, other), max(one, other))
    if isWithin {
      found.append(UInt64(i) << 32 | UInt64(j))
    } else if i < a.count, j >= a.count {
      found.append(UInt64(i) << 32 | UInt64(j - a.count))
    }
  }
}

/// Boxes of which some can be found: the others, and nodes of the tree without any that can, are passed
/// over.
private struct ActiveBoxes {
  let given: [Box]
  private let tree: BoxTree
  /// How many below each node of the tree can be found.
  private var counts: [Int32]
  /// Where each box stands on the lowest level.
  private var places: [Int32]

  /// None of them can be found at first.
  init(_ boxes: [Box]) {
    given = boxes
    tree = BoxTree(boxes)
    counts = Array(repeating: 0, count: tree.boxes.count)
    places = Array(repeating: -1, count: boxes.count)
    for (place, item) in tree.items.enumerated() { places[Int(item)] = Int32(place) }
  }

  mutating func insert(_ item: Int) { count(item, 1) }
  mutating func remove(_ item: Int) { count(item, -1) }

  private mutating func count(_ item: Int, _ change: Int32) {
    var place = Int(places[item])
    for level in 0..<(tree.levels.count - 1) {
      counts[tree.levels[level] + place] += change
      place /= BoxTree.nodeSize
    }
  }

  func query(_ box: Box, _ visit: (Int) -> Void) {
    guard let root = tree.boxes.last, root.meets(box) else { return }
    descend(level: tree.levels.count - 2, place: 0, box, visit)
  }

  private func descend(level: Int, place: Int, _ box: Box, _ visit: (Int) -> Void) {
    let node = tree.levels[level] + place
    guard counts[node] > 0, tree.boxes[node].meets(box) else { return }
    if level == 0 { return visit(Int(tree.items[place])) }
    let first = place * BoxTree.nodeSize
    let end = min(first + BoxTree.nodeSize, tree.levels[level] - tree.levels[level - 1])
    for child in first..<end { descend(level: level - 1, place: child, box, visit) }
  }
}
