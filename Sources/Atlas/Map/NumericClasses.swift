import GeoCore

/// Numbers in classes with round limits.
///
/// A class holds the values from its lower limit, included, to its upper one, excluded; the last
/// holds the greatest value too. Each limit is the roundest number that leaves every value in the
/// class the scheme gave it; where values lie too close for three significant digits, the limit
/// is rounded all the same and decides, so that what the legend says is true of every feature.
///
/// **Zeros** get a class of their own, the first, when no value is negative and at least a tenth
/// of them are zero. **Signs** are never mixed: when values lie on both sides of zero, zero is a
/// limit.
struct NumericClasses: Sendable, Equatable {
  /// Between the classes, ascending; one fewer than there are classes (zeros' class apart).
  private(set) var limits: [Double]
  private(set) var minimum: Double
  private(set) var maximum: Double
  /// The least value outside the class of zeros.
  private(set) var leastClassed: Double
  let hasZeroClass: Bool
  /// Whether no value has a fraction.
  let isWhole: Bool
  /// Whether every class holds one value only, short enough to name it by.
  let isDiscrete: Bool

  /// - Parameters:
  ///   - values: finite, at least one, in any order.
  ///   - count: how many classes, at least 1; fewer come out of few distinct values.
  init(_ values: [Double], scheme: ClassScheme, count: Int) {
    let sorted = values.sorted()
    let low = sorted[0]
    let high = sorted[sorted.count - 1]
    minimum = low
    maximum = high
    isWhole = sorted.allSatisfy { abs($0) < 1e15 && $0 == $0.rounded() }
    let zeros = sorted.count(where: { $0 == 0 })
    hasZeroClass = low >= 0 && high > 0 && zeros * 10 >= sorted.count

    var classed = hasZeroClass ? sorted.filter { $0 != 0 } : sorted
    leastClassed = classed[0]
    var table = Tally(classed)
    isDiscrete =
      table.values.count == 1
      || table.values.count <= count && table.values.allSatisfy(RoundNumber.isShort)
    if isDiscrete {
      limits = Array(table.values.dropFirst())
    } else if low < 0, high > 0, count > 1 {
      let negatives = classed.filter { $0 < 0 }
      classed = classed.filter { $0 >= 0 }
      let below = min(max(Int(nearest: Self.shareBelow(low, high) * Double(count)), 1), count - 1)
      let span = max(high / 2 - low / 2, .leastNonzeroMagnitude)
      table = Tally(negatives)
      let lower = Self.limits(
        table, from: low, to: 0, span: span, scheme: scheme, count: below, whole: isWhole)
      table = Tally(classed)
      let upper = Self.limits(
        table, from: 0, to: high, span: span, scheme: scheme, count: count - below, whole: isWhole)
      limits = lower.filter { $0 < 0 } + [0] + upper.filter { $0 > 0 }
    } else {
      limits = Self.limits(
        table, from: hasZeroClass ? 0 : low, to: high, span: high / 2 - low / 2, scheme: scheme,
        count: count, whole: isWhole)
    }
    // Classes of a fixed width may be empty, and the legend shows that they are.
    if [.natural, .quantile, .headtail].contains(scheme) { dropEmptyClasses(sorted) }
  }

  /// Classes between limits of the user's own; the outer ones may lie beyond all values.
  ///
  /// Values below the first and from the last on have classes of their own, if there are any; the greatest
  /// value may be the last limit itself.
  /// - Parameters:
  ///   - values: finite, at least one.
  ///   - breaks: ascending, at least one.
  init(_ values: [Double], breaks: [Double]) {
    let low = values.min() ?? 0
    let high = values.max() ?? 0
    isWhole = false
    isDiscrete = false
    hasZeroClass = false
    minimum = min(low, breaks[0])
    leastClassed = minimum
    maximum = max(high, breaks[breaks.count - 1])
    limits = breaks
    if low >= breaks[0] { limits.removeFirst() }
    if let last = limits.last, high <= last { limits.removeLast() }
  }

  /// Makes one of two classes that a limit divides.
  mutating func removeLimit(at place: Int) { limits.remove(at: place) }

  /// How many of the values each class holds, that of zeros first if there is one.
  func counts(_ values: some Sequence<Double>) -> [Int] {
    var counts = Array(repeating: 0, count: count)
    for value in values { counts[index(of: value)] += 1 }
    return counts
  }

  /// How much of the range lies below zero: halves, as the sum may be too great, and of the least
  /// numbers, which have no halves, in units of the larger.
  private static func shareBelow(_ low: Double, _ high: Double) -> Double {
    let half = abs(low) / 2 + high / 2
    if half >= .leastNormalMagnitude { return abs(low) / half / 2 }
    let larger = max(abs(low), high)
    return abs(low) / larger / (abs(low) / larger + high / larger)
  }

  /// The number of classes, that of zeros included.
  var count: Int { limits.count + 1 + (hasZeroClass ? 1 : 0) }

  /// How many classes lie below zero.
  var countBelowZero: Int {
    guard minimum < 0, maximum > 0 else { return 0 }
    return isDiscrete
      ? ([minimum] + limits).count(where: { $0 < 0 }) : limits.count(where: { $0 <= 0 })
  }

  /// The class of a value, from 0.
  func index(of value: Double) -> Int {
    if hasZeroClass, value == 0 { return 0 }
    let reached = limits.count(where: { $0 <= value })
    return reached + (hasZeroClass ? 1 : 0)
  }

  private mutating func dropEmptyClasses(_ values: [Double]) {
    var filled = Set(values.map(index(of:)))
    let offset = hasZeroClass ? 1 : 0
    while let empty = (offset..<count).first(where: { !filled.contains($0) }) {
      // The lower limit goes, unless it is zero or there is none.
      let place = empty - offset
      let isZero = place > 0 && limits[place - 1] == 0
      let dropped = place == 0 || (isZero && place < limits.count) ? place : place - 1
      limits.remove(at: dropped)
      filled = Set(values.map(index(of:)))
    }
  }

  private static func limits(
    _ table: Tally, from low: Double, to high: Double, span: Double, scheme: ClassScheme,
    count: Int, whole: Bool
  ) -> [Double] {
    let found: [Double]
    switch scheme {
    case .natural, .auto:
      let breaks = NaturalBreaks(values: table.values, weights: table.counts)
      found = breaks.starts(classes: count).map {
        limit(in: table, before: $0, span: span, whole: whole)
      }
    case .quantile:
      found = table.quantileStarts(classes: count).map {
        limit(in: table, before: $0, span: span, whole: whole)
      }
    case .headtail:
      found = table.headTailStarts(classes: count).map {
        limit(in: table, before: $0, span: span, whole: whole)
      }
    case .equal:
      found = (1..<max(count, 1)).map { i in
        let t = Double(i) / Double(count)
        return RoundNumber.nearest(low * (1 - t) + high * t, span: span, whole: whole)
      }
    case .pretty:
      found = RoundNumber.ticks(low, high, count: count, whole: whole)
    }
    // Rounding may bring two limits together, or one beyond the values.
    var distinct: [Double] = []
    for limit in found where limit > distinct.last ?? low && limit <= high {
      distinct.append(limit)
    }
    return distinct
  }

  /// The roundest limit between two neighbouring values.
  private static func limit(in table: Tally, before start: Int, span: Double, whole: Bool)
    -> Double
  {
    let lower = table.values[start - 1]
    let upper = table.values[start]
    return RoundNumber.between(lower, upper, span: span, whole: whole)
      ?? RoundNumber.nearest(upper, span: span, whole: whole)
  }
}

/// Distinct values, ascending, and how often each occurs.
struct Tally: Sendable {
  private(set) var values: [Double] = []
  private(set) var counts: [Int] = []

  /// - Parameter sorted: ascending.
  init(_ sorted: [Double]) {
    for value in sorted {
      if value == values.last {
        counts[counts.count - 1] += 1
      } else {
        values.append(value)
        counts.append(1)
      }
    }
  }

  /// Where the second and later of classes of nearly equal numbers start. A value that occurs often
  /// enough to fill several classes leaves fewer.
  func quantileStarts(classes: Int) -> [Int] {
    let total = counts.reduce(0, +)
    var starts: [Int] = []
    var start = 1
    var passed = counts.first ?? 0
    for j in 1..<max(classes, 1) {
      let wanted = Double(j) * Double(total) / Double(classes)
      while start < values.count - 1,
        abs(Double(passed + counts[start]) - wanted) <= abs(Double(passed) - wanted)
      {
        passed += counts[start]
        start += 1
      }
      if start < values.count, start > starts.last ?? 0 { starts.append(start) }
    }
    return starts
  }

  /// Where the values above the mean start, then those above the mean of these, and so on while they are
  /// at most two fifths of what is divided.
  func headTailStarts(classes: Int) -> [Int] {
    var starts: [Int] = []
    var start = 0
    while starts.count < classes - 1, start < values.count {
      let places = start..<values.count
      let total = places.reduce(0) { $0 + counts[$1] }
      let mean = places.reduce(0.0) { $0 + values[$1] * (Double(counts[$1]) / Double(total)) }
      guard let head = places.first(where: { values[$0] > mean }), head > start else { break }
      let inHead = (head..<values.count).reduce(0) { $0 + counts[$1] }
      guard inHead * 5 <= total * 2 else { break }
      starts.append(head)
      start = head
    }
    return starts
  }
}
