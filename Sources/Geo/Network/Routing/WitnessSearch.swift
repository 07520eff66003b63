/// A short search for ways that do without a node: whether its neighbours can be reached from one
/// another as cheaply.
///
/// It ends as soon as all are, and gives up after some steps: a shortcut too many does no harm.
struct WitnessSearch: ~Copyable {
  /// How many links are looked at before it gives up. Near the top of a hierarchy ways are long,
  /// and each shortcut too many there makes for others.
  private static let patience = 5000

  private let best: UnsafeMutableBufferPointer<UInt64>
  /// For a neighbour that is expected, what a way to it may cost; else 0.
  private let allowed: UnsafeMutableBufferPointer<UInt64>
  private var touched: [Int32] = []
  private var expected: [Int32] = []
  private var missing = 0
  private var limit: UInt64 = 0
  private var avoided: Int32 = -1
  private var heap = CostHeap()

  init(nodeCount: Int) {
    best = .allocate(capacity: nodeCount)
    best.initialize(repeating: .max)
    allowed = .allocate(capacity: nodeCount)
    allowed.initialize(repeating: 0)
  }

  deinit {
    best.deallocate()
    allowed.deallocate()
  }

  mutating func begin(from source: Int32, avoiding node: Int32) {
    for node in touched { best[Int(node)] = .max }
    for node in expected { allowed[Int(node)] = 0 }
    touched.removeAll(keepingCapacity: true)
    expected.removeAll(keepingCapacity: true)
    heap.removeAll()
    missing = 0
    limit = 0
    avoided = node
    best[Int(source)] = 0
    touched.append(source)
    heap.push(0, UInt64(source))
  }

  /// Looks for a way to this node too, of at most that cost.
  mutating func expect(_ node: Int32, within cost: UInt64) {
    allowed[Int(node)] = cost
    expected.append(node)
    missing += 1
    limit = max(limit, cost)
  }

  /// Whether no way was found that is cheap enough.
  func isMissing(_ node: Int32) -> Bool { best[Int(node)] > allowed[Int(node)] }

  mutating func run(in links: LinkLists) {
    var steps = 0
    while missing > 0, let entry = heap.pop() {
      let node = Int32(entry.payload)
      guard entry.key == best[Int(node)] else { continue }
      steps += links.count(node)
      guard steps <= Self.patience else { return }
      links.visitOutward(node) { neighbor, cost in
        guard neighbor != avoided else { return }
        let (total, overflow) = entry.key.addingReportingOverflow(cost)
        guard !overflow, total <= limit else { return }
        let before = best[Int(neighbor)]
        guard total < before else { return }
        if before == .max { touched.append(neighbor) }
        best[Int(neighbor)] = total
        let permitted = allowed[Int(neighbor)]
        if total <= permitted, before > permitted { missing -= 1 }
        heap.push(total, UInt64(neighbor))
      }
    }
  }
}
