/// A stretch of an edge that is reached in one direction.
struct ReachedLeg {
  var edge: Int32
  /// Where it is reached first and last, in millimetres from the start of the edge; `last` may be
  /// the smaller one.
  var first: Double
  var last: Double
  /// The cost at `first`, and how it grows with every millimetre, in milliseconds.
  var cost: Double
  var pace: Double

  var length: Double { abs(last - first) }

  /// How many millimetres of it cost no more than a limit.
  func length(within limit: Double) -> Double { min(max((limit - cost) / pace, 0), length) }

  /// The cost at a place so many millimetres from the start of the edge; nil when it is not on the
  /// leg. Where legs from both ends meet, a gap of rounding belongs to both.
  func cost(at along: Double) -> Double? {
    guard along > min(first, last) - 1, along < max(first, last) + 1 else { return nil }
    return cost + abs(along - first) * pace
  }

  /// The part within a limit, as an interval along the edge; nil when there is none.
  func interval(within limit: Double) -> ClosedRange<Double>? {
    guard limit >= cost else { return nil }
    let end = first < last ? first + length(within: limit) : first - length(within: limit)
    return min(first, end)...max(first, end)
  }
}
