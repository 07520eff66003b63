public import GeoCore

/// The geometry of one feature taken out of the flat buffers, to be changed and put back.
public struct EditableShape: Sendable, Equatable {
  /// A place in the plane, compared by its numbers.
  public struct Place: Sendable, Hashable {
    /// The easting or longitude, in units of the layer's CRS.
    public var x: Double
    /// The northing or latitude, in units of the layer's CRS.
    public var y: Double

    /// A place by its coordinates.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }

    /// From west to east, then from south to north.
    static func precedes(_ a: Place, _ b: Place) -> Bool { (a.x, a.y) < (b.x, b.y) }
  }

  /// A place with an elevation.
  public struct Vertex: Sendable, Equatable {
    /// The easting or longitude, in units of the layer's CRS.
    public var x: Double
    /// The northing or latitude, in units of the layer's CRS.
    public var y: Double
    /// 0 in layers without elevations.
    public var z: Double

    /// A vertex by its coordinates, on the ground if no elevation is given.
    public init(x: Double, y: Double, z: Double = 0) {
      self.x = x
      self.y = y
      self.z = z
    }

    /// The place without the elevation.
    public var place: Place { Place(x: x, y: y) }
  }

  /// The feature's kind; a polygon that comes apart becomes a multipolygon.
  public var kind: GeometryKind
  /// Parts, their rings (shell first, each closed), their vertices.
  public var parts: [[[Vertex]]]

  /// A shape of a kind from its parts. Rings must be closed.
  public init(kind: GeometryKind, parts: [[[Vertex]]]) {
    self.kind = kind
    self.parts = parts
  }

  /// Whether nothing is left of it.
  public var isEmpty: Bool { parts.isEmpty }

  /// Makes a polygon of several parts a multipolygon.
  mutating func settleKind() {
    if parts.count > 1 { kind = kind.multi }
  }

  /// Twice the signed area of a closed ring, from its first vertex; positive when
  /// counterclockwise.
  static func turn(of ring: [Vertex]) -> Double {
    TurnOfRing.twice(ring.indices) { (ring[$0].x, ring[$0].y) }
  }

  /// Turns shells counterclockwise and holes clockwise; the first vertex stays first.
  mutating func windRings() {
    for part in parts.indices {
      for ring in parts[part].indices {
        let turn = Self.turn(of: parts[part][ring])
        if ring == 0 ? turn < 0 : turn > 0 { parts[part][ring].reverse() }
      }
    }
  }

  /// Puts parts and rings in the order in which they stand in `model`, and starts every ring at
  /// its vertex that comes first there, so that a repair changes no more text than it must.
  ///
  /// **Complexity:** O(vertices).
  mutating func align(with model: EditableShape) {
    var rank: [Place: Int] = [:]
    for vertex in model.parts.joined().joined() where rank[vertex.place] == nil {
      rank[vertex.place] = rank.count
    }
    func start(of ring: [Vertex]) -> (rank: Int, index: Int) {
      var best = (rank: Int.max, index: 0)
      for (i, vertex) in ring.dropLast().enumerated() {
        let own = rank[vertex.place] ?? Int.max
        let isEarlier =
          own < best.rank
          || own == Int.max && best.rank == Int.max
            && Place.precedes(vertex.place, ring[best.index].place)
        if isEarlier { best = (own, i) }
      }
      return best
    }
    func ordered(_ a: (rank: Int, first: Place), _ b: (rank: Int, first: Place)) -> Bool {
      a.rank != b.rank ? a.rank < b.rank : Place.precedes(a.first, b.first)
    }
    var keyed: [(key: (rank: Int, first: Place), rings: [[Vertex]])] = []
    for part in parts {
      var rings: [(key: (rank: Int, first: Place), ring: [Vertex])] = []
      for ring in part where !ring.isEmpty {
        let begin = start(of: ring)
        let open = ring.dropLast()
        var turned = Array(open[begin.index...] + open[..<begin.index])
        turned.append(turned[0])
        rings.append(((begin.rank, turned[0].place), turned))
      }
      guard let shell = rings.first else { continue }
      let holes = rings.dropFirst().sorted { ordered($0.key, $1.key) }
      keyed.append((shell.key, [shell.ring] + holes.map(\.ring)))
    }
    parts = keyed.sorted { ordered($0.key, $1.key) }.map(\.rings)
  }

  /// Gives vertices the elevations that `model` has at their places; one that is new gets its
  /// share of its neighbours' along the ring.
  mutating func takeElevations(from model: EditableShape) {
    var known: [Place: Double] = [:]
    for vertex in model.parts.joined().joined() where known[vertex.place] == nil {
      known[vertex.place] = vertex.z
    }
    for part in parts.indices {
      for ring in parts[part].indices {
        let places = parts[part][ring].map(\.place)
        let count = places.count - 1
        guard count > 0 else { continue }
        for i in places.indices {
          if let z = known[places[i]] {
            parts[part][ring][i].z = z
            continue
          }
          func nearest(_ step: Int) -> (z: Double, distance: Double)? {
            var distance = 0.0
            var here = i % count
            for _ in 0..<count {
              let next = (here + step + count) % count
              let (dx, dy) = (places[next].x - places[here].x, places[next].y - places[here].y)
              distance += (dx * dx + dy * dy).squareRoot()
              if let z = known[places[next]] { return (z, distance) }
              here = next
            }
            return nil
          }
          guard let before = nearest(-1), let after = nearest(1) else { continue }
          let whole = before.distance + after.distance
          let share = whole > 0 ? before.distance / whole : 0
          parts[part][ring][i].z = before.z + share * (after.z - before.z)
        }
      }
    }
  }
}
