/// Sets that grow together: union-find with path halving.
///
/// **Source:** Tarjan & van Leeuwen 1984, Worst-case analysis of set union algorithms,
/// doi:10.1145/62.2160.
public struct DisjointSets: Sendable {
  private var parents: [Int32]

  /// Each element in a set of its own; at most 2³¹ of them.
  public init(count: Int) { parents = (0..<count).map { Int32($0) } }

  /// The element that leads the set of this one: the smallest.
  public mutating func root(of element: Int) -> Int {
    var element = Int32(element)
    while parents[Int(element)] != element {
      parents[Int(element)] = parents[Int(parents[Int(element)])]
      element = parents[Int(element)]
    }
    return Int(element)
  }

  /// Joins two sets; the smaller element leads, so that the order of calls does not matter.
  public mutating func join(_ a: Int, _ b: Int) {
    let (x, y) = (root(of: a), root(of: b))
    if x != y { parents[max(x, y)] = Int32(min(x, y)) }
  }

  /// The sets of these elements, each in ascending order, ordered by their first element.
  public mutating func groups(of elements: [Int]) -> [[Int]] {
    var places: [Int: Int] = [:]
    var groups: [[Int]] = []
    for element in elements.sorted() {
      let leader = root(of: element)
      if let place = places[leader] {
        groups[place].append(element)
      } else {
        places[leader] = groups.count
        groups.append([element])
      }
    }
    return groups
  }
}
