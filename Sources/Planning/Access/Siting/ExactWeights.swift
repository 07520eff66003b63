/// What demand places count, as whole numbers of one power of ten: every sum is exact.
///
/// The power is the finest that any weight needs, so that nothing is rounded: 0.0004 and 12.5 are 4
/// and 125,000 ten-thousandths. Numbers are 64 bits wide when all weights times the greatest factor
/// fit with room to spare, else 128, else as wide as they need to be.
struct ExactWeights: Sendable {
  /// Each weight in whole numbers of a power of ten.
  enum Numbers: Sendable {
    case narrow([Int])
    case medium([Int128])
    case wide([WideWhole])
  }

  /// 10 to this is 1 in whole numbers.
  let exponent: Int
  private let weights: [ExactDecimal]

  init(_ weights: [ExactDecimal]) {
    self.weights = weights
    exponent = weights.lazy.filter { !$0.isZero }.map(\.exponent).min() ?? 0
  }

  /// The weights, so wide that all of them times a factor can be summed.
  /// - Parameter factor: what a weight is multiplied with at most, such as a saving.
  func numbers(upTo factor: Int) -> Numbers {
    if let narrow: [Int] = fixed(upTo: factor) { return .narrow(narrow) }
    if let medium: [Int128] = fixed(upTo: factor) { return .medium(medium) }
    return .wide(
      weights.map { weight in
        weight.isZero
          ? .zero
          : WideWhole(
            digits: weight.digits + Array(repeating: 0, count: weight.exponent - exponent))
      })
  }

  /// nil when they do not fit, three bits to spare.
  private func fixed<Number: FixedWidthInteger>(upTo factor: Int) -> [Number]? {
    var numbers: [Number] = []
    numbers.reserveCapacity(weights.count)
    var sum: Number = 0
    for weight in weights {
      guard let number: Number = whole(weight), let more = Self.sum(sum, number) else { return nil }
      sum = more
      numbers.append(number)
    }
    let (most, overflow) = sum.multipliedReportingOverflow(by: Number(max(1, factor)))
    return overflow || most >= Number.max >> 3 ? nil : numbers
  }

  private static func sum<Number: FixedWidthInteger>(_ a: Number, _ b: Number) -> Number? {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : sum
  }

  private func whole<Number: FixedWidthInteger>(_ weight: ExactDecimal) -> Number? {
    var number: Number = 0
    guard !weight.isZero else { return number }
    func append(_ digit: UInt8) -> Bool {
      let (shifted, tooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = shifted.addingReportingOverflow(Number(digit))
      number = sum
      return !tooLarge && !overflow
    }
    for digit in weight.digits { guard append(digit) else { return nil } }
    for _ in exponent..<weight.exponent { guard append(0) else { return nil } }
    return number
  }

  /// The double nearest to a sum of weights; infinite beyond the range of doubles.
  func people(_ sum: some SitingNumber) -> Double { Double("\(sum)e\(exponent)") ?? .infinity }
}
