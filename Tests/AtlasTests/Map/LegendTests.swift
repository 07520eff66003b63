import Testing

@testable import Atlas

@Suite struct LegendTests {
  private func labels(
    _ values: [Double], column: String = "x", scheme: ClassScheme = .natural, count: Int = 5
  ) -> [String] {
    legend(values, column: column, scheme: scheme, count: count).rows.map(\.label)
  }

  private func legend(
    _ values: [Double], column: String, scheme: ClassScheme = .natural, count: Int = 5
  ) -> Legend {
    let classes = NumericClasses(values, scheme: scheme, count: count)
    let format = ValueFormat(column: column, largest: values.map { abs($0) }.max() ?? 0)
    return Legend(
      title: "X", format: format, classes: classes,
      colors: Array(repeating: Palette.zero, count: classes.count),
      counts: Array(repeating: 0, count: classes.count))
  }

  @Test func sharesAreInPercent() {
    let values = [0, 0, 0.021, 0.034, 0.12, 0.15, 0.4142]
    let made = legend(values, column: "park_share", count: 3)
    #expect(made.rows.map(\.label) == ["0", "2 – 10", "10 – 20", "20 – 42"])
    #expect(made.unit == "%")
    #expect(made.note == "Each class includes its lower limit.")
  }

  /// Whole numbers need no rule for limits: the classes do not touch.
  @Test func wholeNumbersRunFromTo() {
    let values: [Double] = [3, 4, 110, 120, 510, 520, 9000, 9010]
    let made = legend(values, column: "people", count: 4)
    #expect(made.rows.map(\.label) == ["3 – 99", "100 – 499", "500 – 4,999", "5,000 – 9,010"])
    #expect(made.note == nil)
  }

  @Test func aClassOfTheLeastNeverClaimsZero() {
    #expect(labels([0, 0.0001, 9, 12, 13.5, 28, 29, 32.4], count: 3)[1] == "> 0 – 5")
  }

  @Test func discreteValuesAreNamed() {
    #expect(labels([0, 1, 2, 2, 3]) == ["0", "1", "2", "3"])
    #expect(labels([4.25, 4.25]) == ["4.25"])
    #expect(labels([0.5, 0.25], column: "park_share") == ["25", "50"])
    #expect(labels([-1, 0, 1]) == ["−1", "0", "1"])
  }

  @Test func negativesAreSeparatedByAWord() {
    #expect(
      labels([-8.5, -2.5, 1.5, 2.75, 30.5], scheme: .pretty, count: 2) == [
        "−9 to 0", "0 to 31",
      ])
  }

  @Test func labelsAreDistinct() {
    let close = (0..<30).map { 1_000_000 + Double($0) * 0.001 }
    for scheme in ClassScheme.allCases {
      let made = labels(close, scheme: scheme)
      #expect(Set(made).count == made.count)
    }
  }

  @Test func noDataIsARowOfItsOwn() {
    var made = legend([1, 2], column: "walk_min")
    made.appendNoData(count: 0)
    #expect(made.rows.count == 2)
    made.appendNoData(count: 3)
    #expect(made.rows.last == Legend.Row(label: "no data", count: 3, color: nil))
    #expect(made.summary == "1 min: 0; 2 min: 0; no data: 3")
  }

  @Test func rareCategoriesAreOther() {
    let categories = Categories(["b", "a", "a", "c", "b", "d", ""], limit: 3)
    #expect(categories.names == ["a", "b", ""])
    #expect(categories.count == 4)
    #expect(["a", "b", "", "c", "d"].map(categories.index(of:)) == [0, 1, 2, 3, 3])
    let made = Legend(
      title: "T", categories: categories,
      colors: Array(repeating: Palette.zero, count: 4), counts: [2, 2, 1, 2])
    #expect(made.rows.map(\.label) == ["a", "b", "(empty)", "other (2 kinds)"])
  }
}
