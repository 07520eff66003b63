extension UpwardRay {
  /// On which side of a line a point lies, decided exactly.
  ///
  /// **Source:** Shewchuk 1997, Adaptive precision floating-point arithmetic and fast robust
  /// geometric predicates, doi:10.1007/PL00009321.
  package enum Orientation {
    /// (3 + 16 ε) ε with ε = 2⁻⁵³, as in the paper.
    private static let errorBound = (3 + 16 * 0x1p-53) * 0x1p-53

    /// 1 when the point p lies left of the line from a to b, -1 when right, 0 when on it.
    ///
    /// Exact unless a product of two coordinates overflows or underflows.
    package static func sign(
      _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ px: Double, _ py: Double
    ) -> Int {
      let plus = (ax - px) * (by - py)
      let minus = (ay - py) * (bx - px)
      let difference = plus - minus
      if abs(difference) > errorBound * (abs(plus) + abs(minus)) {
        return difference > 0 ? 1 : -1
      }
      // Σ of six products; that of p with itself cancels.
      var sum = Expansion()
      sum.add(product: ax, by)
      sum.add(product: -ax, py)
      sum.add(product: -px, by)
      sum.add(product: -ay, bx)
      sum.add(product: ay, px)
      sum.add(product: py, bx)
      return sum.sign
    }
  }

  /// A sum of products kept exactly, as doubles that do not overlap, the smallest first.
  private struct Expansion {
    private var terms = [Double]()

    mutating func add(product a: Double, _ b: Double) {
      let high = a * b
      // The rounding error of the product, exact by fused multiply-add.
      let low = (-high).addingProduct(a, b)
      add(low)
      add(high)
    }

    private mutating func add(_ term: Double) {
      var carried = term
      for k in terms.indices {
        let sum = carried + terms[k]
        let part = sum - carried
        terms[k] = (carried - (sum - part)) + (terms[k] - part)
        carried = sum
      }
      terms.append(carried)
    }

    var sign: Int {
      guard let last = terms.last(where: { $0 != 0 }) else { return 0 }
      return last > 0 ? 1 : -1
    }
  }
}
