import Testing

@testable import GeoProjection

@Suite struct PatchTests {
  private func sample(
    _ grid: [Double], _ function: (Double, Double) -> (Double, Double)
  ) -> [Double] {
    (0..<(grid.count / 2)).flatMap { k -> [Double] in
      let value = function(grid[2 * k], grid[2 * k + 1])
      return [value.0, value.1]
    }
  }

  @Test func repeatsPolynomialsOfItsDegree() {
    // One monomial in each row of coefficients, and a constant as large as a false easting.
    func function(_ x: Double, _ y: Double) -> (Double, Double) {
      let x3 = x * x * x
      let y3 = y * y * y
      let first = 4_321_000 + 2 * x - 3 * y + 5 * x * y - 7 * x3 * x3 + y3 * y3
      let second = 1 - x * y3 * y * y + 4 * x3 * y3 - x * x * y * y3 + 6 * x3 * x * y * y
      return (first, second + x3 * x * x * y)
    }
    var truncated = 0.0
    let patch = Patch(samples: sample(Patch.nodeGrid, function), truncated: &truncated)
    #expect(patch.coefficients.count == 28)
    #expect(truncated < 1e-8)
    // The middle, a corner, and a point on paper: x = 1/2, y = −1.
    #expect(abs(patch.value(0, 0) - SIMD2(4_321_000, 1)).max() < 1e-8)
    #expect(abs(patch.value(1, 1) - SIMD2(4_320_998, 10)).max() < 1e-8)
    let expected = SIMD2(
      4_321_000 + 1 + 3 - 2.5 - 7.0 / 64 + 1, 1 + 0.5 - 0.5 - 0.25 + 0.375 - 1.0 / 32)
    #expect(abs(patch.value(0.5, -1) - expected).max() < 1e-8)
  }

  @Test func countsWhatItLeavesOut() {
    // x⁴y⁴ has total degree 8; its Chebyshev coefficients above degree 6 are those of
    // T4(x)T4(y) / 64: 1/8 · 1/8.
    var truncated = 0.0
    let patch = Patch(
      samples: sample(Patch.nodeGrid) { x, y in (x * x * x * x * y * y * y * y, 0) },
      truncated: &truncated)
    #expect(abs(truncated - 1.0 / 64) < 1e-14)
    let error = patch.error(
      at: Patch.checkGrid,
      samples: sample(Patch.checkGrid) { x, y in (x * x * x * x * y * y * y * y, 0) })
    #expect(abs(error - 1.0 / 64) < 1e-14)
  }

  @Test func anInfiniteCheckIsNoSmallError() {
    var truncated = 0.0
    let patch = Patch(samples: sample(Patch.nodeGrid) { ($0, $1) }, truncated: &truncated)
    #expect(patch.error(at: [0, 0], samples: [0, .infinity]).isNaN)
    #expect(patch.error(at: [0, 0], samples: [.nan, 0]).isNaN)
    #expect(abs(patch.error(at: [0.5, 0], samples: [0.75, 0]) - 0.25) < 1e-15)
  }

  @Test func checksLieBetweenNodesAndOnEdges() {
    #expect(Patch.checks.first == 1 && Patch.checks.last == -1)
    for (k, node) in Patch.nodes.enumerated() {
      #expect(Patch.checks[k] > node && node > Patch.checks[k + 1])
    }
  }
}

private func abs(_ v: SIMD2<Double>) -> SIMD2<Double> {
  v.replacing(with: -v, where: v .< 0)
}
