/// Sums that come out the same in any order of their terms, in the memory of the sums alone.
///
/// Terms are rounded to multiples of 2⁻⁴⁰ (1e-12) and added as whole numbers of 128 bits.
///
/// **Units:** those of the terms, which must be finite and, added up, below 2⁸⁶ (8e25): areas on Earth
/// and counts of people are.
package struct FixedPointSums {
  private var sums: [Int128]

  private static let scale = 0x1p40

  package init(count: Int) { sums = Array(repeating: 0, count: count) }

  package mutating func add(_ term: Double, to sum: Int) {
    sums[sum] += Int128((term * Self.scale).rounded())
  }

  package var totals: [Double] { sums.map { Double($0) / Self.scale } }
}
