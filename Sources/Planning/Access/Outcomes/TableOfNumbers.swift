internal import GeoCore

/// Rows of a few words and then numbers, the columns of numbers named by the first row, perhaps with
/// a remark at the end.
struct TableOfNumbers {
  private var words: [Column]
  private var numbers: [Column]
  private var remarks: Column?

  /// - Parameters:
  ///   - numbers: the columns of numbers, for tables that may have no row.
  ///   - remark: the column of remarks; nil for none.
  init(_ words: [Field], numbers: [Field] = [], remark: Field? = nil) {
    self.words = words.map { Column($0) }
    self.numbers = numbers.map { Column($0) }
    remarks = remark.map { Column($0) }
  }

  var count: Int { words[0].count }

  mutating func append(
    _ texts: [String?], _ values: [(name: String, value: Double?)], remark: String? = nil
  ) {
    if numbers.isEmpty { numbers = values.map { Column(ScoreFields.figure(named: $0.name)) } }
    for (i, text) in texts.enumerated() { words[i].append(text) }
    for (i, value) in values.enumerated() { numbers[i].append(value.value) }
    remarks?.append(remark)
  }

  func layer(named name: String) -> Layer {
    var geometries = Geometries(crs: .wgs84)
    for _ in 0..<count { geometries.beginFeature(.null) }
    let columns = words + numbers + (remarks.map { [$0] } ?? [])
    return Layer(name: name, geometries: geometries, attributes: Attributes(columns: columns))
  }
}
