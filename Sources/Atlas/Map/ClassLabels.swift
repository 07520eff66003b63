import GeoCore

/// The limits of classes in words: as few digits as tell them apart, and none that claims what is not in
/// the class.
enum ClassLabels {
  /// Whether classes are written as runs of whole numbers: `10 – 49`, `50 – 99`.
  static func isCounted(_ classes: NumericClasses, _ format: ValueFormat) -> Bool {
    classes.isWhole && format.shift == 0
  }

  static func of(_ classes: NumericClasses, _ format: ValueFormat) -> [String] {
    let limits = classes.limits
    let zero = classes.hasZeroClass ? ["0"] : []
    if classes.isDiscrete {
      let values = [classes.leastClassed] + limits
      return zero + distinctLabels(values, format)
    }
    let isCounted = isCounted(classes, format)
    // With more digits where those that the limits need do not tell the classes apart.
    let fewest = Self.decimals(classes, format)
    let most = format.mostDecimals(for: max(abs(classes.minimum), abs(classes.maximum)))
    for decimals in fewest..<max(most, fewest) {
      let labels = zero + runs(classes, format, decimals: decimals, isCounted: isCounted)
      if Set(labels).count == labels.count { return labels }
    }
    return zero + runs(classes, format, decimals: max(most, fewest), isCounted: isCounted)
  }

  private static func runs(
    _ classes: NumericClasses, _ format: ValueFormat, decimals: Int, isCounted: Bool
  ) -> [String] {
    let limits = classes.limits
    var labels: [String] = []
    let dash = classes.minimum < 0 ? MapWords.to[format.language] : " – "
    for i in 0...limits.count {
      let isFirst = i == 0
      let isLast = i == limits.count
      let low = isFirst ? classes.leastClassed : limits[i - 1]
      let high = isLast ? classes.maximum : isCounted ? limits[i] - 1 : limits[i]
      var lower = format.number(low, decimals: decimals, rounding: isFirst ? .down : .up)
      var upper = format.number(high, decimals: decimals, rounding: .up)
      // No decimals are left of what is smaller than a thousand millionth.
      if high != 0, !Self.hasDigits(upper) { upper = format.significant(high) }
      if low != 0, !isFirst || low < 0, !Self.hasDigits(lower) { lower = format.significant(low) }
      // Rounded down to nothing, the lowest value would claim the zeros.
      if isFirst, low > 0, !Self.hasDigits(lower) { lower = "> 0" }
      labels.append(lower == upper ? lower : lower + dash + upper)
    }
    return labels
  }

  /// Values in full when four decimals do, else to four significant digits; with more where these
  /// do not tell them apart.
  private static func distinctLabels(_ values: [Double], _ format: ValueFormat) -> [String] {
    var labels: [String] = []
    let exact = format.decimals(for: values) ?? 9
    let largest = values.map { abs($0) }.max() ?? 0
    let significant = min(max(3 - MapMath.decade(of: largest) - format.shift, 0), 9)
    let most = max(format.mostDecimals(for: largest), significant)
    for decimals in (exact <= 4 ? exact : significant)...max(most, exact <= 4 ? exact : 0) {
      labels = values.map { format.number($0, decimals: decimals) }
      if Set(labels).count == labels.count { return labels }
    }
    return values.map(format.significant)
  }

  /// Whether a number's text says that it is not 0.
  private static func hasDigits(_ text: String) -> Bool {
    text.contains { ("1"..."9").contains($0) }
  }

  /// The decimals of all limits in the legend.
  private static func decimals(_ classes: NumericClasses, _ format: ValueFormat) -> Int {
    if !classes.limits.isEmpty {
      let largest = max(abs(classes.minimum), abs(classes.maximum))
      return format.decimals(for: classes.limits) ?? format.mostDecimals(for: largest)
    }
    if let exact = format.decimals(for: [classes.minimum, classes.maximum]), exact <= 3 {
      return exact
    }
    let span = classes.maximum / 2 - classes.minimum / 2
    return min(max(2 - MapMath.decade(of: span) - format.shift, 0), 9)
  }
}
