import GeoCore

/// What a column becomes on a map: the look and the words of each feature, and the legend.
struct MapTheme {
  /// The look of an area, a line or a point.
  enum Fill: Hashable {
    case color(Color)
    /// No value, with one of the hatchings.
    case missing(Int)
    /// What lies below circles.
    case bare
  }

  struct Circle {
    var feature: Int
    var radius: Double
    var color: Color
  }

  let variable: MapVariable
  var legend: Legend
  var fills: [Fill]
  var texts: [String]
  /// From the largest to the smallest.
  var circles: [Circle] = []
  /// How the classes were chosen; nil where there are none.
  var choice: ClassChoice?

  /// How many hatchings tell reasons apart.
  static let hatchings = 4
}

/// Makes the themes of columns that are shown side by side, on one scale or each on its own.
struct MapThemes {
  let features: [Int]
  let options: MapOptions
  let mark: LegendBlock.Mark
  private var language: Wording.Language { options.language }

  /// One theme for each column; those of one scale have the same legend.
  /// - Throws: `MapError.noValues` for a column without any value.
  func themes(_ variables: [MapVariable], path: String) throws(MapError) -> (
    themes: [MapTheme], isShared: Bool
  ) {
    for variable in variables
    where !features.contains(where: { hasValue(variable, $0) }) {
      throw .noValues(column: variable.name, path: path)
    }
    let numbers = variables.map { self.numbers($0) }
    let isShared =
      variables.count > 1 && Set(variables.map(\.scale)).count == 1
      && numbers.allSatisfy { $0 != nil }
    let pooled = isShared ? numbers.compactMap { $0 }.flatMap { known($0) } : nil
    var themes: [MapTheme] = []
    for (variable, numbers) in zip(variables, numbers) {
      if let numbers {
        themes.append(theme(variable, numbers, scale: pooled ?? known(numbers), isShared: isShared))
      } else {
        themes.append(categories(variable))
      }
    }
    return (themes, isShared)
  }

  private func numbers(_ variable: MapVariable) -> [Double?]? {
    options.marks == .categories ? nil : variable.numbers(features)
  }

  private func hasValue(_ variable: MapVariable, _ feature: Int) -> Bool {
    switch variable.column.kinds[feature] {
    case .absent, .null: false
    case .integer, .number: variable.column.double(feature)?.isFinite ?? false
    case .bool, .string, .json: true
    }
  }

  private func known(_ values: [Double?]) -> [Double] { features.compactMap { values[$0] } }

  // MARK: Numbers

  private func theme(
    _ variable: MapVariable, _ values: [Double?], scale: [Double], isShared: Bool
  ) -> MapTheme {
    let largest = scale.map { abs($0) }.max() ?? 0
    let format = variable.format(largest: largest)
    let isAmount = options.marks == .circles || options.marks == .auto && variable.isAmount
    if isAmount, mark != .line, largest > 0 {
      return circles(variable, values, format: format, largest: largest, isShared: isShared)
    }
    let choice = ClassChoice(scale, options: options)
    var classes = choice.classes
    var legend = Legend(
      title: isShared ? "" : variable.label, format: format, classes: &classes,
      scheme: choice.scheme)
    let palette = Self.palette(classes, isChange: variable.isChange, isThin: mark != .area)
    legend.fill(palette, counts: isShared ? nil : classes.counts(known(values)))
    var theme = MapTheme(
      variable: variable, legend: legend,
      fills: values.map { $0.map { .color(palette[classes.index(of: $0)]) } ?? .missing(0) },
      texts: values.map { $0.map(format.full) ?? "" })
    theme.choice = choice
    explainMissing(in: &theme, isCounted: !isShared) { values[$0] == nil }
    return theme
  }

  private func circles(
    _ variable: MapVariable, _ values: [Double?], format: ValueFormat, largest: Double,
    isShared: Bool
  ) -> MapTheme {
    let scale = CircleScale(largest: largest, count: features.count)
    let known = known(values)
    let hasBoth = known.contains { $0 < 0 }
    var rows = scale.samples.map {
      Legend.Row(
        label: format.significant($0), count: nil,
        swatch: .circle(scale.radius(of: $0), Palette.circle))
    }
    if hasBoth {
      let small = scale.radius(of: largest / 16)
      rows.append(
        Legend.Row(
          label: MapWords.positive[language], count: known.count { $0 > 0 },
          swatch: .circle(max(small, 4), Palette.circle)))
      rows.append(
        Legend.Row(
          label: MapWords.negative[language], count: known.count { $0 < 0 },
          swatch: .circle(max(small, 4), Palette.circleBelow)))
    }
    let zeros = known.count { $0 == 0 }
    if zeros > 0, !isShared {
      rows.append(
        Legend.Row(
          label: MapWords.zeroValues[language], count: zeros,
          swatch: .area(Palette.bare, isDashed: false)))
    }
    let legend = Legend(
      title: isShared ? "" : variable.label, unit: format.unit, rows: rows, language: language)
    var theme = MapTheme(
      variable: variable, legend: legend, fills: values.map { $0 == nil ? .missing(0) : .bare },
      texts: values.map { $0.map(format.full) ?? "" })
    theme.circles = features.compactMap { feature in
      guard let value = values[feature], value != 0 else { return nil }
      return MapTheme.Circle(
        feature: feature, radius: scale.radius(of: value),
        color: value < 0 ? Palette.circleBelow : Palette.circle)
    }.sorted { $0.radius != $1.radius ? $0.radius > $1.radius : $0.feature < $1.feature }
    explainMissing(in: &theme, isCounted: !isShared) { values[$0] == nil }
    return theme
  }

  private static func palette(
    _ classes: NumericClasses, isChange: Bool, isThin: Bool
  ) -> [Color] {
    let zero = classes.hasZeroClass ? [Palette.zero] : []
    let count = classes.limits.count + 1
    let below = isChange && classes.maximum <= 0 ? count : classes.countBelowZero
    return below > 0 || isChange
      ? zero + Palette.diverging(below: below, above: count - below, forThinMarks: isThin)
      : zero + Palette.sequential(count, forThinMarks: isThin)
  }

  // MARK: Categories

  private func categories(_ variable: MapVariable) -> MapTheme {
    let values = (0..<variable.column.count).map { variable.column.key($0) }
    let known = features.compactMap { values[$0] }
    let limit = options.classes ?? Palette.categories.count
    let categories = Categories(known, limit: limit)
    let palette = Palette.categories.prefix(categories.names.count) + [Palette.other]
    var counts = Array(repeating: 0, count: categories.count)
    for value in known { counts[categories.index(of: value)] += 1 }
    var legend = Legend(
      title: variable.label, categories: categories, language: language, label: variable.word)
    legend.fill(Array(palette), counts: counts)
    var theme = MapTheme(
      variable: variable, legend: legend,
      fills: values.map { $0.map { .color(palette[categories.index(of: $0)]) } ?? .missing(0) },
      texts: values.map { $0.map { TextMetrics.shortened(variable.word($0)) } ?? "" })
    explainMissing(in: &theme, isCounted: true) { values[$0] == nil }
    return theme
  }

  // MARK: No data

  /// A row for each reason why values are missing, the most frequent first, each with a hatching; the
  /// rarest share the last.
  private func explainMissing(
    in theme: inout MapTheme, isCounted: Bool, where isMissing: (Int) -> Bool
  ) {
    let missing = features.filter(isMissing)
    guard !missing.isEmpty else { return }
    let reasons = missing.map { theme.variable.reason($0) ?? "" }
    let ranked = Categories(reasons, limit: MapTheme.hatchings - 1)
    var counts = Array(repeating: 0, count: ranked.count)
    for (feature, reason) in zip(missing, reasons) {
      let place = ranked.index(of: reason)
      counts[place] += 1
      theme.fills[feature] = .missing(place)
      theme.texts[feature] = Self.noData(reason, language)
    }
    var labels = ranked.names.map { Self.noData($0, language) }
    if ranked.otherCount > 0 { labels.append(Self.noData(MapWords.other[language], language)) }
    for (place, label) in labels.enumerated() {
      theme.legend.rows.append(
        Legend.Row(
          label: label, count: isCounted ? counts[place] : nil, swatch: .missing(place)))
    }
  }

  private static func noData(_ reason: String, _ language: Wording.Language) -> String {
    let words = MapWords.noData[language]
    return reason.isEmpty ? words : "\(words): \(reason)"
  }
}
