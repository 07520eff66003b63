internal import Glibc

/// A polynomial in two variables that stands in for a transformation on one square cell.
///
/// Fitted by interpolation in Chebyshev points and cut to total degree 6; kept in monomials of the
/// local coordinates −1 ... 1, whose high coefficients are small enough for Horner's rule to lose
/// nothing. Both target coordinates are evaluated at once.
///
/// **Source:** Trefethen 2013, Approximation Theory and Approximation Practice, chapters 3 and 4;
/// Battles and Trefethen 2004, doi:10.1137/S1064827503430126, for reading accuracy off the
/// trailing coefficients.
struct Patch: Sendable {
  static let degree = 6
  /// Coefficients of total degree 6 at most.
  static let count = (degree + 1) * (degree + 2) / 2

  /// In the order of evaluation: powers of y falling; for each, powers of x falling.
  let coefficients: [SIMD2<Double>]

  /// The polynomial at a point in local coordinates, from `count` coefficients.
  ///
  /// **Complexity:** 27 multiplications and additions of pairs.
  @inline(__always)
  static func value(_ c: UnsafePointer<SIMD2<Double>>, _ x: Double, _ y: Double) -> SIMD2<Double> {
    let xx = SIMD2(repeating: x)
    let yy = SIMD2(repeating: y)
    // Row by row, the length of each known to the compiler.
    let r5 = c[1] * xx + c[2]
    let r4 = (c[3] * xx + c[4]) * xx + c[5]
    let r3 = ((c[6] * xx + c[7]) * xx + c[8]) * xx + c[9]
    let a2 = ((c[10] * xx + c[11]) * xx + c[12]) * xx
    let r2 = (a2 + c[13]) * xx + c[14]
    let a1 = ((c[15] * xx + c[16]) * xx + c[17]) * xx
    let r1 = ((a1 + c[18]) * xx + c[19]) * xx + c[20]
    let a0 = ((c[21] * xx + c[22]) * xx + c[23]) * xx
    let r0 = (((a0 + c[24]) * xx + c[25]) * xx + c[26]) * xx + c[27]
    let upper = ((c[0] * yy + r5) * yy + r4) * yy
    return (((upper + r3) * yy + r2) * yy + r1) * yy + r0
  }

  func value(_ x: Double, _ y: Double) -> SIMD2<Double> {
    coefficients.withUnsafeBufferPointer { Self.value($0.baseAddress!, x, y) }
  }
}

extension Patch {
  /// Chebyshev points of the first kind: where the polynomial meets the transformation.
  static let nodes = (0...degree).map { cos((Double($0) + 0.5) * .pi / Double(degree + 1)) }
  /// The extreme points of the next Chebyshev polynomial: between the nodes, and on the edges,
  /// where the error of interpolation peaks.
  static let checks = (0...(degree + 1)).map { cos(Double($0) * .pi / Double(degree + 1)) }

  /// The grids of either, interleaved, y by y.
  static let nodeGrid = grid(nodes)
  static let checkGrid = grid(checks)

  private static func grid(_ axis: [Double]) -> [Double] {
    axis.flatMap { y in axis.flatMap { [$0, y] } }
  }

  /// Fits a polynomial to samples at the grid of nodes, interleaved.
  ///
  /// - Parameter truncated: the sum of the coefficients left out above the total degree, an
  ///   estimate of what the polynomial lacks.
  init(samples: [Double], truncated: inout Double) {
    let m = Self.nodes.count
    let middle = m * m / 2
    // Relative to the middle, sums lose no digits to a false easting.
    let base = SIMD2(samples[2 * middle], samples[2 * middle + 1])
    func sample(_ x: Int, _ y: Int) -> SIMD2<Double> {
      let k = 2 * (y * m + x)
      return SIMD2(samples[k], samples[k + 1]) - base
    }
    // Discrete orthogonality, first along x, then along y.
    var rows = [SIMD2<Double>](repeating: .zero, count: m * m)
    for y in 0..<m {
      for i in 0..<m {
        var sum = SIMD2<Double>.zero
        for x in 0..<m { sum += sample(x, y) * Self.weights[i * m + x] }
        rows[y * m + i] = sum
      }
    }
    var monomials = [SIMD2<Double>](repeating: .zero, count: m * m)
    var left = SIMD2<Double>.zero
    for i in 0..<m {
      for j in 0..<m {
        var coefficient = SIMD2<Double>.zero
        for y in 0..<m { coefficient += rows[y * m + i] * Self.weights[j * m + y] }
        guard i + j <= Self.degree else {
          left += coefficient.replacing(with: -coefficient, where: coefficient .< 0)
          continue
        }
        for q in 0...j {
          let part = coefficient * Self.powers[j * m + q]
          for p in 0...i { monomials[q * m + p] += part * Self.powers[i * m + p] }
        }
      }
    }
    monomials[0] += base
    truncated = max(left.x, left.y)
    coefficients = (0..<m).reversed().flatMap { q in
      (0...(Self.degree - q)).reversed().map { monomials[q * m + $0] }
    }
  }

  /// The largest difference to other samples at points in local coordinates; NaN when one is not
  /// finite.
  func error(at points: [Double], samples: [Double]) -> Double {
    var worst = 0.0
    for k in 0..<(points.count / 2) {
      let difference =
        value(points[2 * k], points[2 * k + 1]) - SIMD2(samples[2 * k], samples[2 * k + 1])
      let size = max(abs(difference.x), abs(difference.y))
      guard size.isFinite else { return .nan }
      worst = max(worst, size)
    }
    return worst
  }

  /// What sample k adds to Chebyshev coefficient i, at `i * (degree + 1) + k`.
  private static let weights: [Double] = (0...degree).flatMap { i in
    (0...degree).map { k in
      let turn = Double(i) * (Double(k) + 0.5) * .pi / Double(degree + 1)
      return cos(turn) * (i == 0 ? 1 : 2) / Double(degree + 1)
    }
  }

  /// Chebyshev polynomial i in monomials: the factor of power p at `i * (degree + 1) + p`.
  private static let powers: [Double] = {
    let m = degree + 1
    var table = [Double](repeating: 0, count: m * m)
    table[0] = 1
    table[m + 1] = 1
    for i in 2..<m {
      for p in 0..<m {
        let raised = p > 0 ? 2 * table[(i - 1) * m + p - 1] : 0
        table[i * m + p] = raised - table[(i - 2) * m + p]
      }
    }
    return table
  }()
}
