/// Sums whose last bit does not depend on the order in which their terms come: each is added up
/// from the smallest term to the largest.
///
/// **Complexity:** O(n log n) for n terms of one sum.
struct OrderFreeSums {
  private var terms: [[Double]]

  init(count: Int) { terms = Array(repeating: [], count: count) }

  mutating func add(_ term: Double, to sum: Int) { terms[sum].append(term) }

  var totals: [Double] { terms.map { $0.orderFreeSum } }
}

extension [Double] {
  /// The sum, the same for any order of the elements.
  package var orderFreeSum: Double { sorted().reduce(0, +) }
}
