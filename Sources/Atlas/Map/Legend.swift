/// What the legend says: a row for each class, and the sentence that makes it exact.
struct Legend: Sendable, Equatable {
  struct Row: Sendable, Equatable {
    var label: String
    /// How many of the drawn features are in the class.
    var count: Int
    /// nil for no data, which is hatched.
    var color: Color?
  }

  let title: String
  /// `%`, `km²` …
  let unit: String?
  var rows: [Row]
  /// How to read the limits, when they need it.
  let note: String?

  /// The legend of numbers.
  init(
    title: String, format: ValueFormat, classes: NumericClasses, colors: [Color], counts: [Int]
  ) {
    self.title = title
    unit = format.unit
    let labels = Self.labels(classes, format)
    rows = labels.indices.map {
      Row(label: labels[$0], count: counts[$0], color: colors[$0])
    }
    let isExact = classes.isDiscrete || classes.limits.isEmpty || Self.isCounted(classes, format)
    note = isExact ? nil : "Each class includes its lower limit."
  }

  /// The legend of categories.
  init(title: String, categories: Categories, colors: [Color], counts: [Int]) {
    self.title = title
    unit = nil
    note = nil
    var labels = categories.names.map { $0.isEmpty ? "(empty)" : TextMetrics.shortened($0) }
    if categories.otherCount > 0 { labels.append("other (\(categories.otherCount) kinds)") }
    rows = labels.indices.map {
      Row(label: labels[$0], count: counts[$0], color: colors[$0])
    }
  }

  /// Appends the row of features without a value, if there are any.
  mutating func appendNoData(count: Int) {
    if count > 0 { rows.append(Row(label: "no data", count: count, color: nil)) }
  }

  /// The legend as one sentence, for readers who do not see the map.
  var summary: String {
    rows.map { row in
      let text = row.color == nil || unit == nil ? row.label : "\(row.label) \(unit ?? "")"
      return "\(text): \(row.count)"
    }.joined(separator: "; ")
  }

  /// Whether classes are written as runs of whole numbers: `10 – 49`, `50 – 99`.
  private static func isCounted(_ classes: NumericClasses, _ format: ValueFormat) -> Bool {
    classes.isWhole && format.shift == 0
  }

  private static func labels(_ classes: NumericClasses, _ format: ValueFormat) -> [String] {
    var labels = classes.hasZeroClass ? ["0"] : []
    let limits = classes.limits
    if classes.isDiscrete {
      let values = [classes.leastClassed] + limits
      return labels + distinctLabels(values, format)
    }
    let isCounted = isCounted(classes, format)
    let decimals = Self.decimals(classes, format)
    let dash = classes.minimum < 0 ? " to " : " – "
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
    for decimals in (exact <= 4 ? exact : significant)...9 {
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
      return format.decimals(for: classes.limits) ?? 9
    }
    if let exact = format.decimals(for: [classes.minimum, classes.maximum]), exact <= 3 {
      return exact
    }
    let span = classes.maximum / 2 - classes.minimum / 2
    return min(max(2 - MapMath.decade(of: span) - format.shift, 0), 9)
  }
}
