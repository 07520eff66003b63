internal import GeoCore

/// The plane cut up by the borders of some features: nodes, edges between them, faces, and which
/// features cover each face.
///
/// Borders are *noded* first: where two cross they get a node, where one passes a node it is led
/// through it, until no two edges share more than an end. Then every face is walked around, and the
/// features that cover it follow from those that cover its neighbour: crossing an edge takes the
/// feature on one side away and adds that on the other.
///
/// Faces of no feature are gaps (and the outside), faces of several are overlaps.
///
/// **Units, CRS:** those of the layer, where edges are straight.
/// **Shapes:** polygons, whatever their rings' directions; they should be valid.
/// **Complexity:** O(n log n) for n edges and crossings.
/// - **Source:** de Berg, Cheong, van Kreveld & Overmars 2008, Computational geometry, chapter 2
///   (doubly connected edge list, map overlay), doi:10.1007/978-3-540-77974-2; Ledoux, Arroyo Ohori
///   & Meijers 2014 (repair of planar partitions by labels of faces),
///   doi:10.1016/j.cageo.2014.01.009.
struct Arrangement {
  /// An edge from node to node. `net` says for each feature whether it lies on the left (1) or
  /// on the right (-1) of the way from the first to the second.
  struct Edge {
    var first: Int32
    var second: Int32
    var net: [(feature: Int32, side: Int32)]
    /// The borders that it is a piece of.
    var parents: [Int32]
  }

  /// The borders as they came: pairs of nodes, each once.
  private(set) var borders: PairTable
  /// The nodes that each border is led through, its ends included.
  private(set) var chains: [[Int32]]
  private(set) var nodes: PlaceTable
  /// Nodes from here on are crossings that no feature had as a vertex.
  private(set) var firstNewNode: Int32
  private(set) var edges: [Edge]
  /// Features that have a border of which a piece has come to lie on another border.
  private(set) var mergedFeatures: Set<Int32> = []
  /// Of each border, whether a feature has it; others are those of voids alone.
  private(set) var isOfFeature: [Bool]
  /// Half-edge 2k runs along edge k, 2k + 1 against it. The next one around the face on the left.
  private(set) var next: [Int32]
  /// The cycle that each half-edge belongs to.
  private(set) var cycle: [Int32]
  /// Of each cycle: a half-edge of it, twice its signed area, its component.
  private(set) var cycles: [Cycle]
  var components: [Component]
  /// The features that cover the face on the left of each cycle, in order.
  var labels: [[Int32]]

  struct Cycle {
    var start: Int32
    var turn: Double
    var component: Int32
  }

  /// Edges that hang together, and the face around them.
  struct Component {
    var outerCycle: Int32
    /// The leftmost node, the lowest of several.
    var node: Int32
    var box: Box
    /// The cycle that bounds the face around it; nil when that is the outside.
    var around: Int32?
  }

  /// - Parameters:
  ///   - features: those to take part.
  ///   - voids: polygons of no feature that take part as well; their numbers follow those of the
  ///     layer, and vertices of theirs alone count as new nodes.
  ///   - reach: a node this near to an edge, in metres, is taken to lie on it.
  /// - Returns: nil when the borders cannot be noded, or so many features lie one over another that
  ///   naming them for each face is too much: see `mostLabels`.
  init?(
    of features: [Int], in geometries: Geometries, voids: Geometries, reach: Double,
    grid: OutputGrid?, scale: GroundScale, threads: Int
  ) {
    borders = PairTable()
    nodes = PlaceTable()
    var sides: [[(feature: Int32, side: Int32)]] = []
    for feature in features {
      Self.collect(feature, of: geometries, as: Int32(feature), &borders, &nodes, &sides)
    }
    firstNewNode = Int32(nodes.count)
    for void in 0..<voids.count {
      let number = Int32(geometries.count + void)
      Self.collect(void, of: voids, as: number, &borders, &nodes, &sides)
    }
    var noding = BorderNoding(
      borders: borders, nodes: nodes, reach: reach, grid: grid, scale: scale)
    guard noding.run(threads: threads) else { return nil }
    nodes = noding.nodes
    chains = noding.chains
    isOfFeature = sides.map { $0.contains { $0.feature < geometries.count } }
    edges = []
    next = []
    cycle = []
    cycles = []
    components = []
    labels = []
    collectEdges(sides)
    linkHalfEdges()
    walkCycles()
    findComponents()
    placeComponents()
    guard labelFaces(most: Self.mostLabels + 4 * cycles.count) else { return nil }
  }

  /// Features that faces name together, beyond four for each: a nest of n features has n²/2.
  private static let mostLabels = 2_000_000

  /// The plane cut up by line work that is noded already: pairs of places that share nothing but
  /// ends. Faces have no labels.
  init(noded lines: [(EditableShape.Place, EditableShape.Place)]) {
    nodes = PlaceTable()
    nodes.reserve(lines.count)
    var pairs = PairTable()
    for (a, b) in lines {
      let (first, second) = (nodes.number(a), nodes.number(b))
      if first != second { _ = pairs.number(min(first, second), max(first, second)) }
    }
    borders = pairs
    firstNewNode = Int32(nodes.count)
    chains = []
    isOfFeature = []
    edges = zip(pairs.firsts, pairs.seconds).map {
      Edge(first: $0, second: $1, net: [], parents: [])
    }
    next = []
    cycle = []
    cycles = []
    components = []
    labels = []
    linkHalfEdges()
    walkCycles()
    findComponents()
    placeComponents()
  }

  func origin(_ half: Int32) -> Int32 {
    let edge = edges[Int(half >> 1)]
    return half & 1 == 0 ? edge.first : edge.second
  }

  func target(_ half: Int32) -> Int32 { origin(half ^ 1) }

  /// The half-edges of a cycle, in order.
  func halfEdges(ofCycle index: Int32) -> [Int32] {
    let start = cycles[Int(index)].start
    var list = [start]
    var half = next[Int(start)]
    while half != start {
      list.append(half)
      half = next[Int(half)]
    }
    return list
  }

  // MARK: Building

  private static func collect(
    _ feature: Int, of geometries: Geometries, as number: Int32, _ borders: inout PairTable,
    _ nodes: inout PlaceTable, _ sides: inout [[(feature: Int32, side: Int32)]]
  ) {
    BorderTable.forEachRing(of: feature, in: geometries) { ring, isReversed in
      var before: Int32 = -1
      for vertex in geometries.vertices(ofRing: ring) {
        let node = nodes.number(
          EditableShape.Place(x: geometries.x(vertex), y: geometries.y(vertex)))
        defer { before = node }
        guard before >= 0, before != node else { continue }
        let border = Int(borders.number(min(before, node), max(before, node)))
        if border == sides.count { sides.append([]) }
        sides[border].append((number, (before < node) != isReversed ? 1 : -1))
      }
    }
  }

  /// The pieces of all borders, each once; pieces with the same features on both sides are gone.
  private mutating func collectEdges(_ sides: [[(feature: Int32, side: Int32)]]) {
    var pairs = PairTable()
    for (border, chain) in chains.enumerated() {
      for i in chain.indices.dropFirst() {
        let (a, b) = (chain[i - 1], chain[i])
        let index = Int(pairs.number(min(a, b), max(a, b)))
        if index == edges.count {
          edges.append(Edge(first: min(a, b), second: max(a, b), net: [], parents: []))
        }
        if edges[index].parents.last != Int32(border) { edges[index].parents.append(Int32(border)) }
        let sign: Int32 = a < b ? 1 : -1
        for (feature, side) in sides[border] { edges[index].add(feature, side * sign) }
      }
    }
    for edge in edges {
      let own = edge.parents.filter { isOfFeature[Int($0)] }
      guard own.count > 1 else { continue }
      for border in own { mergedFeatures.formUnion(sides[Int(border)].map(\.feature)) }
    }
    edges.removeAll(where: \.net.isEmpty)
  }

  /// Sorts the half-edges around every node and links each to the one that follows it.
  private mutating func linkHalfEdges() {
    var rows = CountedRows<Int>(count: nodes.count) { add in
      for edge in edges {
        add(Int(edge.first))
        add(Int(edge.second))
      }
    }
    let starts = rows.offsets
    var around = Array(repeating: Int32(0), count: 2 * edges.count)
    for half in 0..<Int32(2 * edges.count) { around[rows.place(inRow: Int(origin(half)))] = half }
    next = Array(repeating: 0, count: 2 * edges.count)
    for node in 0..<nodes.count {
      let range = starts[node]..<starts[node + 1]
      guard !range.isEmpty else { continue }
      let center = nodes[Int32(node)]
      let sorted = around[range].sorted {
        Self.turnsBefore(nodes[target($0)], nodes[target($1)], around: center)
      }
      for (i, half) in sorted.enumerated() {
        let clockwise = sorted[i == 0 ? sorted.count - 1 : i - 1]
        next[Int(half ^ 1)] = clockwise
      }
    }
  }

  /// Whether the direction to a comes before that to b, counterclockwise from the east.
  private static func turnsBefore(
    _ a: EditableShape.Place, _ b: EditableShape.Place, around c: EditableShape.Place
  ) -> Bool {
    let isUpperA = a.y > c.y || (a.y == c.y && a.x > c.x)
    let isUpperB = b.y > c.y || (b.y == c.y && b.x > c.x)
    if isUpperA != isUpperB { return isUpperA }
    return UpwardRay.Orientation.sign(c.x, c.y, a.x, a.y, b.x, b.y) > 0
  }

  private mutating func walkCycles() {
    cycle = Array(repeating: -1, count: next.count)
    for start in 0..<Int32(next.count) where cycle[Int(start)] < 0 {
      let index = Int32(cycles.count)
      let base = nodes[origin(start)]
      var turn = 0.0
      var half = start
      repeat {
        cycle[Int(half)] = index
        let (a, b) = (nodes[origin(half)], nodes[target(half)])
        turn += (a.x - base.x) * (b.y - base.y) - (b.x - base.x) * (a.y - base.y)
        half = next[Int(half)]
      } while half != start
      cycles.append(Cycle(start: start, turn: turn, component: -1))
    }
  }

  private mutating func findComponents() {
    for first in cycles.indices where cycles[first].component < 0 {
      let index = Int32(components.count)
      var component = Component(
        outerCycle: -1, node: origin(cycles[first].start), box: .empty, around: nil)
      cycles[first].component = index
      var open = [Int32(first)]
      while let current = open.popLast() {
        for half in halfEdges(ofCycle: current) {
          let node = origin(half)
          component.box.extend(x: nodes[node].x, y: nodes[node].y)
          if EditableShape.Place.precedes(nodes[node], nodes[component.node]) {
            component.node = node
          }
          let opposite = cycle[Int(half ^ 1)]
          guard cycles[Int(opposite)].component < 0 else { continue }
          cycles[Int(opposite)].component = index
          open.append(opposite)
        }
      }
      components.append(component)
    }
    markOuterCycles()
  }

  /// The outer cycle of a component is the one that has the place west of its leftmost node on
  /// its left.
  private mutating func markOuterCycles() {
    // Of the half-edges that leave the leftmost node, all to the east, the uppermost has the
    // outside on its left.
    var uppermost: [Int32] = Array(repeating: -1, count: components.count)
    for half in 0..<Int32(next.count) {
      let component = Int(cycles[Int(cycle[Int(half)])].component)
      guard origin(half) == components[component].node else { continue }
      let known = uppermost[component]
      let center = nodes[origin(half)]
      let here = nodes[target(half)]
      if known < 0
        || UpwardRay.Orientation.sign(
          center.x, center.y, nodes[target(known)].x, nodes[target(known)].y, here.x, here.y) > 0
      {
        uppermost[component] = half
      }
    }
    for (component, half) in uppermost.enumerated() {
      components[component].outerCycle = cycle[Int(half)]
    }
  }
}

extension Arrangement.Edge {
  /// Counts a feature on the left (1) or the right (-1).
  fileprivate mutating func add(_ feature: Int32, _ side: Int32) {
    guard let known = net.firstIndex(where: { $0.feature == feature }) else {
      return net.append((feature, side))
    }
    net[known].side += side
    if net[known].side == 0 { net.remove(at: known) }
  }
}
