import GeoCore

/// What the legend says: a row for each class, and the sentences that make it exact.
struct Legend: Sendable, Equatable {
  /// What stands before a row's words.
  enum Swatch: Sendable, Equatable {
    /// A class, in the shape of the features.
    case shade(Color)
    /// No data, with one of the hatchings.
    case missing(Int)
    /// A circle of a radius in pixels.
    case circle(Double, Color)
    /// Layers around the column: areas, lines, points.
    case area(Color, isDashed: Bool)
    case line(Color, width: Double, isDashed: Bool)
    case dot(Color)
  }

  struct Row: Sendable, Equatable {
    var label: String
    /// How many of the drawn features are in the class; nil where nobody counts.
    var count: Int?
    var swatch: Swatch
  }

  var title: String
  /// `%`, `km²` …
  var unit: String?
  var rows: [Row]
  /// How the classes were made, and how to read the limits.
  var notes: [String] = []
  var language: Wording.Language = .en

  init(title: String, unit: String? = nil, rows: [Row], language: Wording.Language) {
    self.title = title
    self.unit = unit
    self.rows = rows
    self.language = language
  }

  /// The legend of numbers. Classes whose labels would be alike become one.
  init(
    title: String, format: ValueFormat, classes: inout NumericClasses, scheme: ClassScheme? = nil
  ) {
    self.title = title
    unit = format.unit
    language = format.language
    var labels = ClassLabels.of(classes, format)
    var isMerged = false
    while let alike = labels.indices.dropFirst().first(where: { labels[$0] == labels[$0 - 1] }) {
      let place = alike - 1 - (classes.hasZeroClass ? 1 : 0)
      guard classes.limits.indices.contains(place) else { break }
      classes.removeLimit(at: place)
      isMerged = true
      labels = ClassLabels.of(classes, format)
    }
    rows = labels.map { Row(label: $0, count: nil, swatch: .shade(Palette.zero)) }
    if classes.isDiscrete || classes.limits.isEmpty { return }
    if let scheme { notes.append(scheme.label[language] + ".") }
    if !ClassLabels.isCounted(classes, format) { notes.append(MapWords.lowerLimit[language]) }
    if isMerged { notes.append(MapWords.merged[language]) }
  }

  /// The legend of categories.
  /// - Parameter label: what a person reads for a category.
  init(
    title: String, categories: Categories, language: Wording.Language, label: (String) -> String
  ) {
    self.title = title
    self.language = language
    var labels = categories.names.map {
      $0.isEmpty ? MapWords.empty[language] : TextMetrics.shortened(label($0))
    }
    if categories.otherCount > 0 {
      let kinds = MapWords.kinds[language]
      labels.append("\(MapWords.other[language]) (\(categories.otherCount) \(kinds))")
    }
    rows = labels.map { Row(label: $0, count: nil, swatch: .shade(Palette.zero)) }
  }

  /// Sets what the classes look like and how many features each has.
  mutating func fill(_ colors: [Color], counts: [Int]?) {
    for row in rows.indices {
      rows[row].swatch = .shade(colors[row])
      rows[row].count = counts?[row]
    }
  }

  /// The legend as one sentence, for readers who do not see the map.
  var summary: String {
    rows.map { row in
      let text: String
      switch row.swatch {
      case .shade, .circle: text = unit.map { "\(row.label) \($0)" } ?? row.label
      default: text = row.label
      }
      return row.count.map { "\(text): \($0)" } ?? text
    }.joined(separator: "; ")
  }
}
