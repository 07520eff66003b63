import GeoCore
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
    var classes = NumericClasses(values, scheme: scheme, count: count)
    let format = ValueFormat(column: column, largest: values.map { abs($0) }.max() ?? 0)
    return Legend(title: "X", format: format, classes: &classes)
  }

  @Test func sharesAreInPercent() {
    let values = [0, 0, 0.021, 0.034, 0.12, 0.15, 0.4142]
    let made = legend(values, column: "park_share", count: 3)
    #expect(made.rows.map(\.label) == ["0", "2 – 10", "10 – 20", "20 – 42"])
    #expect(made.unit == "%")
    #expect(made.notes == ["Each class includes its lower limit."])
  }

  /// Whole numbers need no rule for limits: the classes do not touch.
  @Test func wholeNumbersRunFromTo() {
    let values: [Double] = [3, 4, 110, 120, 510, 520, 9000, 9010]
    let made = legend(values, column: "people", count: 4)
    #expect(made.rows.map(\.label) == ["3 – 99", "100 – 499", "500 – 4,999", "5,000 – 9,010"])
    #expect(made.notes.isEmpty)
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

  /// The classes of 10⁹ + i·10⁻⁶ have labels of their own: digits enough, or one class.
  @Test func valuesThatDifferLittleAreToldApart() {
    for step in [1e-3, 1e-6, 1.2e-7] {
      let values = (0..<40).map { 1e9 + Double($0) * step }
      for scheme in ClassScheme.allCases {
        let made = legend(values, column: "x", scheme: scheme)
        let labels = made.rows.map(\.label)
        #expect(Set(labels).count == labels.count, "\(scheme) \(step): \(labels)")
        // What is spread evenly has no tail, and stays one class.
        let mayBeOne = step < 1e-5 || scheme == .headtail
        #expect(mayBeOne || labels.count > 1, "\(scheme): \(labels)")
      }
    }
  }

  @Test func frenchNumbersHaveFrenchMarks() {
    let values = [1234.5, 2345.5, 12345.5, 23456.5]
    var classes = NumericClasses(values, breaks: [1000, 2500.5, 20000])
    let format = ValueFormat(column: "x", largest: 23456.5).in(.fr)
    let made = Legend(title: "X", format: format, classes: &classes)
    #expect(
      made.rows.map(\.label) == [
        "1\u{202F}000,0 – 2\u{202F}500,5", "2\u{202F}500,5 – 20\u{202F}000,0",
        "20\u{202F}000,0 – 23\u{202F}456,5",
      ])
    #expect(made.notes == ["Chaque classe contient sa borne inférieure."])
  }

  @Test func rareCategoriesAreOther() {
    let categories = Categories(["b", "a", "a", "c", "b", "d", ""], limit: 3)
    #expect(categories.names == ["a", "b", ""])
    #expect(categories.count == 4)
    #expect(["a", "b", "", "c", "d"].map(categories.index(of:)) == [0, 1, 2, 3, 3])
    let made = Legend(
      title: "T", categories: categories, language: .en, label: { $0 })
    #expect(made.rows.map(\.label) == ["a", "b", "(empty)", "other (2 kinds)"])
  }
}
