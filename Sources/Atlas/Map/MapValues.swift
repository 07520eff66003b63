import GeoCore

/// The values of a column as a map takes them: numbers when all that is there is a number, else
/// categories.
enum MapValues {
  /// For every feature; nil where there is no value or it is not finite.
  case numbers([Double?], features: [Int])
  case texts([String?], features: [Int])

  /// What the values become: a colour and a text for each feature, and the legend.
  struct Themed {
    var legend: Legend
    /// nil for no data.
    var colors: [Color?]
    var texts: [String]
  }

  /// - Parameter features: those that are drawn; only they are classified.
  init(_ column: Column, features: [Int]) {
    let isNumeric = features.allSatisfy {
      switch column.kinds[$0] {
      case .absent, .null, .integer, .number: true
      case .bool, .string, .json: false
      }
    }
    if isNumeric {
      let numbers = (0..<column.count).map { column.double($0).flatMap { $0.isFinite ? $0 : nil } }
      self = .numbers(numbers, features: features)
    } else {
      self = .texts((0..<column.count).map { column.key($0) }, features: features)
    }
  }

  /// Classes, colours and legend; nil when there is no value at all.
  func themed(
    column: String, field: Field?, title: String, options: MapOptions, mark: LegendBlock.Mark
  ) -> Themed? {
    switch self {
    case .numbers(let values, let features):
      let known = features.compactMap { values[$0] }
      guard let least = known.min(), let greatest = known.max() else { return nil }
      let classes = NumericClasses(known, scheme: options.scheme, count: options.classes ?? 5)
      let format = ValueFormat(
        field, column: column, largest: max(abs(least), abs(greatest)))
      let palette = Self.palette(classes, isThin: mark != .area)
      let places = values.map { $0.map(classes.index(of:)) }
      var legend = Legend(
        title: title, format: format, classes: classes, colors: palette,
        counts: Self.counts(places, features, classes: classes.count))
      legend.appendNoData(count: features.count - known.count)
      return Themed(
        legend: legend, colors: places.map { $0.map { palette[$0] } },
        texts: values.map { $0.map(format.full) ?? "no data" })
    case .texts(let values, let features):
      let known = features.compactMap { values[$0] }
      guard !known.isEmpty else { return nil }
      let categories = Categories(known, limit: options.classes ?? Palette.categories.count)
      let palette = Palette.categories.prefix(categories.names.count) + [Palette.other]
      let places = values.map { $0.map(categories.index(of:)) }
      var legend = Legend(
        title: title, categories: categories, colors: Array(palette),
        counts: Self.counts(places, features, classes: categories.count))
      legend.appendNoData(count: features.count - known.count)
      return Themed(
        legend: legend, colors: places.map { $0.map { palette[$0] } },
        texts: values.map { $0.map { TextMetrics.shortened($0) } ?? "no data" })
    }
  }

  private static func palette(_ classes: NumericClasses, isThin: Bool) -> [Color] {
    let zero = classes.hasZeroClass ? [Palette.zero] : []
    let count = classes.limits.count + 1
    let below = classes.countBelowZero
    return below > 0
      ? Palette.diverging(below: below, above: count - below, forThinMarks: isThin)
      : zero + Palette.sequential(count, forThinMarks: isThin)
  }

  private static func counts(_ places: [Int?], _ features: [Int], classes: Int) -> [Int] {
    var counts = Array(repeating: 0, count: classes)
    for feature in features {
      if let place = places[feature] { counts[place] += 1 }
    }
    return counts
  }
}
