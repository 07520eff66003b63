/// Sets that grow together: union-find with path halving.
///
/// **Source:** Tarjan & van Leeuwen 1984, Worst-case analysis of set union algorithms,
/// doi:10.1145/62.2160.
public struct DisjointSets: Sendable {
  private var parents: [Int]

  /// Each element in a set of its own.
  public init(count: Int) { parents = Array(0..<count) }

  /// The element that leads the set of this one: the smallest.
  public mutating func root(of element: Int) -> Int {
    var element = element
    while parents[element] != element {
      parents[element] = parents[parents[element]]
      element = parents[element]
    }
    return element
  }

  /// Joins two sets; the smaller element leads, so that the order of calls does not matter.
  public mutating func join(_ a: Int, _ b: Int) {
    let (x, y) = (root(of: a), root(of: b))
    if x != y { parents[max(x, y)] = min(x, y) }
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
