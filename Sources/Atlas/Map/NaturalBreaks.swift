/// Natural breaks: the division of sorted values into classes with the least sum of squared
/// deviations from the class means. Exact, not the iterative approximation.
///
/// Dynamic programming over the first j values and c classes (Fisher's least-squares grouping). The
/// best start of the last class never moves left as j grows, so each row is filled by
/// divide and conquer.
///
/// **Complexity:** O(k n log n) time and O(k n) space for n distinct values.
///
/// **Source:** Fisher 1958, On grouping for maximum homogeneity,
/// doi:10.1080/01621459.1958.10501479;
/// Jenks 1977, Optimal data classification for choropleth maps, University of Kansas; the divided
/// search after Grønlund et al. 2017, Fast exact k-means in 1D, arXiv:1701.07204.
struct NaturalBreaks {
  private let sumOfWeights: [Double]
  private let sums: [Double]
  private let squares: [Double]
  private let count: Int

  /// - Parameters:
  ///   - values: distinct, ascending, finite.
  ///   - weights: how often each occurs.
  init(values: [Double], weights: [Int]) {
    count = values.count
    // Scaled to -1…1 and centred, so that squares neither overflow nor drown.
    let largest = max(abs(values.first ?? 0), abs(values.last ?? 0))
    let scale = largest > 0 ? largest : 1
    var total = 0.0
    var weightTotal = 0.0
    for (value, weight) in zip(values, weights) {
      total += value / scale * Double(weight)
      weightTotal += Double(weight)
    }
    let mean = weightTotal > 0 ? total / weightTotal : 0
    var w = [0.0]
    var s = [0.0]
    var q = [0.0]
    for (i, value) in values.enumerated() {
      let weight = Double(weights[i])
      let x = value / scale - mean
      w.append(w[i] + weight)
      s.append(s[i] + weight * x)
      q.append(q[i] + weight * x * x)
    }
    (sumOfWeights, sums, squares) = (w, s, q)
  }

  /// The sum of squared deviations of the values `i ..< j` from their mean, in scaled units.
  func cost(_ i: Int, _ j: Int) -> Double {
    let weight = sumOfWeights[j] - sumOfWeights[i]
    guard weight > 0 else { return 0 }
    let sum = sums[j] - sums[i]
    return max(0, squares[j] - squares[i] - sum * sum / weight)
  }

  /// Where the second and later classes start, ascending; fewer when there are fewer values.
  func starts(classes: Int) -> [Int] {
    let k = min(classes, count)
    guard k > 1 else { return [] }
    var best = (0...count).map { cost(0, $0) }
    var choices: [[Int]] = []
    for c in 1..<k {
      var next = Array(repeating: Double.infinity, count: count + 1)
      var choice = Array(repeating: c, count: count + 1)
      fill(
        (c + 1)...count, from: c...(count - 1), best: best, next: &next, choice: &choice)
      best = next
      choices.append(choice)
    }
    var starts: [Int] = []
    var end = count
    for choice in choices.reversed() {
      end = choice[end]
      starts.append(end)
    }
    return starts.reversed()
  }

  /// One row of the table for the ends in `ends`, whose last class starts within `candidates`.
  private func fill(
    _ ends: ClosedRange<Int>, from candidates: ClosedRange<Int>, best: [Double],
    next: inout [Double], choice: inout [Int]
  ) {
    let end = ends.lowerBound + (ends.upperBound - ends.lowerBound) / 2
    var chosen = candidates.lowerBound
    for start in candidates.lowerBound...min(candidates.upperBound, end - 1) {
      let total = best[start] + cost(start, end)
      if total < next[end] {
        next[end] = total
        chosen = start
      }
    }
    choice[end] = chosen
    if ends.lowerBound < end {
      fill(
        ends.lowerBound...(end - 1), from: candidates.lowerBound...chosen, best: best,
        next: &next, choice: &choice)
    }
    if end < ends.upperBound {
      fill(
        (end + 1)...ends.upperBound, from: chosen...candidates.upperBound, best: best,
        next: &next, choice: &choice)
    }
  }
}
