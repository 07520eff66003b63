/// Round numbers: multiples of 1, 2 or 5 times a power of ten, for class limits and scale bars.
enum RoundNumber {
  /// `factor · 10^exponent`, correctly rounded.
  private static func decimal(_ factor: Int, _ exponent: Int) -> Double {
    Double("\(factor)e\(exponent)") ?? 0
  }

  /// The roundest number above `low` and not above `high`, nearest to their middle among equals;
  /// nil when none has three significant digits of `span` or of itself.
  ///
  /// - Parameters:
  ///   - span: the extent of all the data, which sets how fine a limit may get.
  ///   - whole: only whole numbers.
  static func between(
    _ low: Double, _ high: Double, span: Double, whole: Bool
  ) -> Double? {
    let middle = low / 2 + high / 2
    let coarsest = max(MapMath.decade(of: low), MapMath.decade(of: high)) + 1
    let finest = finestExponent(near: middle, span: span, whole: whole)
    guard coarsest >= finest else { return nil }
    for exponent in stride(from: coarsest, through: finest, by: -1) {
      for factor in [5, 2, 1] {
        let step = decimal(factor, exponent)
        guard step > 0, let nearest = multiple(of: step, near: middle) else { continue }
        for candidate in [nearest, nearest + 1, nearest - 1] {
          let value = decimal(candidate * factor, exponent)
          if low < value, value <= high { return value }
        }
      }
    }
    return nil
  }

  /// The multiple nearest to `value` of the finest step allowed (see `between`).
  static func nearest(_ value: Double, span: Double, whole: Bool) -> Double {
    let exponent = finestExponent(near: value, span: span, whole: whole)
    guard let factor = multiple(of: decimal(1, exponent), near: value) else { return value }
    return decimal(factor, exponent)
  }

  /// The multiples of a round step above `low` and not above `high`, where about `count` steps fill
  /// the range.
  static func ticks(_ low: Double, _ high: Double, count: Int, whole: Bool) -> [Double] {
    let raw = high / Double(count) - low / Double(count)
    guard raw > 0, raw.isFinite else { return [] }
    var best: (miss: Int, ticks: [Double])?
    let decade = MapMath.decade(of: raw)
    for exponent in [decade - 1, decade, decade + 1] where !whole || exponent >= 0 {
      for factor in [1, 2, 5] {
        let step = decimal(factor, exponent)
        guard step > 0, let first = multiple(of: step, near: low),
          let last = multiple(of: step, near: high), last - first < 100
        else { continue }
        let ticks = ((first - 1)...(last + 1)).map { decimal($0 * factor, exponent) }
          .filter { low < $0 && $0 < high }
        let miss = abs(ticks.count + 1 - count)
        if miss < best?.miss ?? .max { best = (miss, ticks) }
      }
    }
    return best?.ticks ?? []
  }

  /// The largest 1, 2 or 5 times a power of ten that is not above `value`, which is above 0.
  static func atMost(_ value: Double) -> Double {
    let decade = MapMath.decade(of: value)
    for factor in [5, 2, 1] where decimal(factor, decade) <= value {
      return decimal(factor, decade)
    }
    return decimal(1, decade)
  }

  /// Whether four significant digits write the number exactly, or it is whole.
  static func isShort(_ value: Double) -> Bool {
    if value == value.rounded(), abs(value) < 1e15 { return true }
    let exponent = MapMath.decade(of: value) - 3
    guard let factor = multiple(of: decimal(1, exponent), near: value) else { return false }
    return decimal(factor, exponent) == value
  }

  private static func finestExponent(near value: Double, span: Double, whole: Bool) -> Int {
    let bySpan = MapMath.decade(of: span) - 2
    let bySize = value == 0 ? bySpan : MapMath.decade(of: value) - 2
    let finest = min(bySpan, bySize)
    return whole ? max(finest, 0) : finest
  }

  private static func multiple(of step: Double, near value: Double) -> Int? {
    let factor = (value / step).rounded()
    // Times 5 it still fits.
    return abs(factor) < 1e17 ? Int(factor) : nil
  }
}
