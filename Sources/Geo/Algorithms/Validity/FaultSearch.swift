internal import GeoCore

/// Looks for all faults of one polygon or multipolygon.
///
/// The steps: trace the rings without repeated points; set aside those that are no rings, or the
/// same as another; relate edges that may meet; from the meetings tell crossings, overlaps, spikes
/// and touches; then ask which rings contain which; then whether touches cut the interior.
struct FaultSearch {
  /// A ring without repeated points; `corners` holds its vertices, the closing one left out.
  struct Ring {
    /// Which part of the feature it belongs to, counted from 0.
    var part: Int
    /// Its place in the part: 0 for the shell.
    var number: Int
    /// The vertex of the layer that it starts with.
    var start: Int
    var firstCorner: Int
    var cornerCount: Int
    var box: Box
    /// The first ring that runs through the same points: itself, unless it is a repetition.
    var original: Int
    /// Whether it bounds anything at all.
    var isUsable = true

    var isShell: Bool { number == 0 }
  }

  /// Why a search ends before its time.
  enum Stop {
    /// So many meetings are enough.
    case manyMeetings(Int)
    /// Too many edges share a place to compare all.
    case manyComparisons
    /// Too many rings lie in each other's boxes.
    case manyRings
  }

  /// The pair of two different rings, the smaller index first.
  struct Pair: Hashable {
    var a: Int
    var b: Int

    init(_ a: Int, _ b: Int) {
      self.a = min(a, b)
      self.b = max(a, b)
    }
  }

  /// A place, to be looked up exactly.
  struct Place: Hashable {
    var x: Double
    var y: Double
  }

  /// A place where a ring of one part touches another of it.
  struct Joint {
    var ring: Int
    var other: Int
    var place: Place
  }

  let geometries: Geometries
  let xy: UnsafeBufferPointer<Double>
  let partCount: Int
  var rings: [Ring] = []
  /// The vertices of the rings, as numbers of the layer's vertices.
  var corners: [Int32] = []
  /// Of each kind, the first `ValidityFaults.limit` and one more.
  var faults: [ValidityFault] = []
  /// How many faults of each kind there are.
  var counts = [Int](repeating: 0, count: ValidityFault.Kind.allCases.count)
  /// Why not all was looked at; nil when it was.
  var stopped: Stop?
  /// Rings that cross or run along each other: which contains which is no question.
  var entangled: Set<Pair> = []
  /// Parts in which something is wrong.
  var brokenParts: Set<Int> = []
  var joints: [Joint] = []
  /// Whether no edges meet and rings surely lie as they should: nobody need be asked again.
  var isProven = false
  /// Whether one fault is enough.
  private var suffices = false
  /// Pairs of rings, one in the other's box, that were looked at.
  var comparedRings = 0

  init(_ geometries: Geometries, _ xy: UnsafeBufferPointer<Double>, parts: Range<Int>) {
    self.geometries = geometries
    self.xy = xy
    partCount = parts.count
    for (part, index) in parts.enumerated() {
      for (number, ring) in geometries.rings(ofPart: index).enumerated() {
        trace(geometries.vertices(ofRing: ring), part: part, number: number)
      }
    }
  }

  /// The faults in the order of their kinds; `counts` tells how many there are.
  mutating func run() -> [ValidityFault] {
    findRepeatedRings()
    judge(meetings())
    // Which rings contain which is known only when all that cross are.
    if stopped == nil { findMisplacedRings() }
    if stopped == nil { findCutInteriors() }
    noteStop()
    return faults.enumerated().sorted {
      ($0.element.kind, $0.offset) < ($1.element.kind, $1.offset)
    }
    .map(\.element)
  }

  /// What the first fault says, or that there is none; of rings one in another the first suffices.
  mutating func verdict() -> ValidityFaults.Verdict {
    findRepeatedRings()
    judge(meetings())
    if stopped != nil { return .scribble }
    suffices = true
    if !isDone { findMisplacedRings() }
    if !isDone { findCutInteriors() }
    if !faults.isEmpty { return .invalid }
    return stopped != nil ? .unknown : isProven ? .valid : .noFault
  }

  /// Whether a fault is enough and found, or the search has ended before its time.
  var isDone: Bool { stopped != nil || suffices && !faults.isEmpty }

  mutating func add(
    _ kind: ValidityFault.Kind, at place: Place, rings involved: [Int], _ message: String
  ) {
    for ring in involved { brokenParts.insert(rings[ring].part) }
    counts[kind.rawValue] += 1
    guard counts[kind.rawValue] <= ValidityFaults.limit + 1 else { return }
    faults.append(ValidityFault(kind, x: place.x, y: place.y, message))
  }

  /// Says that not all was looked at.
  private mutating func noteStop() {
    guard let stopped, let vertex = corners.first else { return }
    let reason =
      switch stopped {
      case .manyMeetings(let count): "after \(count) places where edges meet"
      case .manyComparisons: "since too many edges lie side by side to compare them all"
      case .manyRings: "since too many rings lie one in another to compare them all"
      }
    add(
      .unnamed, at: place(ofVertex: Int(vertex)), rings: [],
      "the search for faults has stopped \(reason): there may be more")
  }

  // MARK: Vertices

  func place(ofVertex vertex: Int) -> Place { Place(x: xy[2 * vertex], y: xy[2 * vertex + 1]) }

  /// The vertex at a corner of a ring; corners are counted around it.
  func vertex(_ ring: Int, _ corner: Int) -> Int {
    let count = rings[ring].cornerCount
    return Int(corners[rings[ring].firstCorner + (corner + count) % count])
  }

  /// On which side of a → b the place lies: 1 left, -1 right, 0 on the line.
  func side(_ a: Place, _ b: Place, _ p: Place) -> Int {
    UpwardRay.Orientation.sign(a.x, a.y, b.x, b.y, p.x, p.y)
  }

  // MARK: Words

  /// `ring 2`, and of which part where there are several.
  func name(_ ring: Int) -> String {
    let part = partCount > 1 ? " of part \(rings[ring].part + 1)" : ""
    return "ring \(rings[ring].number + 1)\(part)"
  }

  /// The number of a vertex in its ring, counted from 1; that of an edge is its first vertex's.
  func number(_ vertex: Int, in ring: Int) -> Int { vertex - rings[ring].start + 1 }
}
