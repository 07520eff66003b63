import GeoCore
import Testing

@testable import Atlas

@Suite struct ValueFormatTests {
  @Test(arguments: [
    ("park_share", 0.4, "%"), ("park_share_low", 0.4, "%"), ("park_area_m2", 3e7, "km²"),
    ("park_area_m2", 9.9e6, "ha"), ("park_area_m2", 500, "m²"), ("distance_m", 2000, "km"),
    ("distance_m", 1999, "m"), ("walk_min", 45, "min"), ("size_ha", 3, "ha"),
    ("size_km2", 3, "km²"), ("people_per_km2", 3, "per km²"), ("people_per_m2", 1e9, "per m²"),
  ])
  func theEndingTellsTheUnit(column: String, largest: Double, unit: String) {
    #expect(ValueFormat(column: column, largest: largest).unit == unit)
  }

  /// What a field says counts, whatever the column is called.
  @Test func theFieldTellsTheUnit() {
    func unit(_ kind: Field.Kind, _ column: String) -> String? {
      let words = Wording(en: "A", fr: "A")
      let field = Field(column, kind, label: words, meaning: words)
      return ValueFormat(field, column: column, largest: 500).unit
    }
    #expect(unit(.share, "coverage") == "%" && unit(.area, "ground") == "m²")
    #expect(unit(.length, "way") == "m" && unit(.time, "cost") == "min")
    #expect(unit(.people, "visits_m") == nil && unit(.score, "2sfca_share") == nil)
    #expect(ValueFormat(nil, column: "way_m", largest: 500).unit == "m")
  }

  @Test(arguments: ["park_population", "m", "share", "m2", "min", "shares", "", "_"])
  func otherNamesHaveNone(column: String) {
    #expect(ValueFormat(column: column, largest: 1e9).unit == nil)
  }

  @Test(arguments: [
    ("park_share", 0.29, "29%"), ("park_share", 0.123456, "12.35%"), ("park_share", 1, "100%"),
    ("park_share", 0, "0%"), ("park_share", 0.000_012_345, "0.001235%"),
    ("area_m2", 31_584_000, "31.58\u{A0}km²"), ("area_m2", 489_000, "48.9\u{A0}ha"),
    ("d_m", 12_345, "12.35\u{A0}km"), ("d_m", 999, "999\u{A0}m"),
    ("walk_min", 7.25, "7.25\u{A0}min"),
    ("people", 1_939_077, "1,939,077"), ("people", -1234.5678, "−1,235"), ("people", -0.5, "−0.5"),
    ("x", 1.2345e20, "1.23e20"), ("x", -1.7e308, "−1.7e308"),
    ("x", .leastNonzeroMagnitude, "4.94e-324"),
    ("x", 9.999e99, "1e100"),
  ])
  func writesInFull(column: String, value: Double, expected: String) {
    #expect(ValueFormat(column: column, largest: abs(value)).full(value) == expected)
  }

  @Test func roundsAsTold() {
    let plain = ValueFormat(unit: nil, shift: 0)
    #expect(plain.number(12.37, decimals: 0, rounding: .down) == "12")
    #expect(plain.number(12.37, decimals: 1, rounding: .up) == "12.4")
    #expect(plain.number(-12.37, decimals: 0, rounding: .down) == "−13")
    #expect(plain.number(999.96, decimals: 1) == "1,000.0")
    #expect(plain.number(0, decimals: 3) == "0")
    let percent = ValueFormat(unit: "%", shift: 2)
    // 0.29 * 100 is 28.999999999999996, and that is 29.
    #expect(percent.number(0.29, decimals: 0, rounding: .down) == "29")
  }

  @Test func findsTheDecimals() {
    let percent = ValueFormat(unit: "%", shift: 2)
    #expect(percent.decimals(for: [0.05, 0.125]) == 1)
    #expect(percent.decimals(for: [0.07, 0.29, 0.57]) == 0)
    #expect(ValueFormat(unit: nil, shift: 0).decimals(for: [1.0 / 3]) == nil)
    #expect(ValueFormat(unit: nil, shift: 0).decimals(for: [1e20]) == nil)
  }

  @Test(arguments: [
    ("national_park_area_m2", "National park area"), ("park_share", "Park share"),
    ("park_share_low", "Park share (low)"), ("population_per_km2", "Population per km²"),
    ("walk_min", "Walk"), ("m", "M"), ("", ""), ("école_m", "École"),
  ])
  func titleIsReadable(column: String, title: String) {
    #expect(ValueFormat.title(ofColumn: column) == title)
  }
}

/// Numbers in the forms of languages, and numbers that are no amounts.
@Suite struct NumberFormTests {
  @Test func frenchHasCommasAndNarrowSpaces() {
    let share = ValueFormat(column: "park_share", largest: 1).in(.fr)
    #expect(share.full(0.1234) == "12,34\u{202F}%")
    let area = ValueFormat(column: "a_m2", largest: 3e7).in(.fr)
    #expect(area.full(1_234_500_000) == "1\u{202F}235\u{A0}km²")
  }

  @Test func yearsAreNotGrouped() {
    #expect(ValueFormat(unit: nil, shift: 0).ungrouped.full(1990) == "1990")
    #expect(ValueFormat(unit: nil, shift: 0).full(1990) == "1,990")
  }

  @Test func sharesDifferByPoints() {
    let share = ValueFormat(column: "park_share", largest: 1)
    #expect(share.ofDifferences.full(0.2653) == "26.53\u{A0}points")
    #expect(share.in(.fr).ofDifferences.full(0.2653) == "26,53\u{A0}points")
    let length = ValueFormat(column: "x_m", largest: 10)
    #expect(length.ofDifferences == length)
  }
}
