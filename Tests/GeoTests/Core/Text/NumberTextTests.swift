import Testing

@testable import GeoCore

/// One text for a number, and one rule for ids.
@Suite struct NumberTextTests {
  @Test(arguments: [
    ("1", "1"), ("1.0", "1"), ("1e0", "1"), ("10e-1", "1"), ("0.1E+1", "1"), ("-0.0", "0"),
    ("0", "0"), ("-0", "0"), ("1.50", "1.5"), ("-1.50e1", "-15"), ("1e3", "1000"),
    ("25e-3", "0.025"), ("9007199254740993", "9007199254740993"),
    ("9007199254740993.0", "9007199254740993"), ("9007199254740992.5", "9007199254740992.5"),
    ("1e999", "1e999"), ("10e998", "1e999"), ("-0e99", "0"), ("1e-500", "1e-500"),
    ("", ""), ("-", "-"), ("x1", "x1"), ("1.2.3", "1.2.3"), ("1e", "1e"),
  ])
  func oneTextForANumber(_ written: String, _ text: String) {
    #expect(NumberText.canonical(written) == text)
  }

  @Test func onesAreOneID() {
    let ones = [
      FeatureID("1"), FeatureID(number: 1), FeatureID(numberText: "1.0"),
      FeatureID(numberText: "1e0"),
    ]
    #expect(Set(ones).count == 1)
    #expect(Set([FeatureID("1"), FeatureID("01"), FeatureID(" 1"), FeatureID("1.0")]).count == 4)
    #expect(FeatureID("\u{E9}") == FeatureID("e\u{301}"))
    #expect(FeatureID(numberText: "9007199254740993") != FeatureID(numberText: "9007199254740992"))
  }

  @Test func columnsAreDistinctByTheSameRule() {
    func isDistinct(_ fill: (inout Column) -> Void) -> Bool {
      var column = Column("id")
      fill(&column)
      return column.isDistinct
    }
    #expect(
      !isDistinct {
        $0.append("1")
        $0.append(1)
      })
    #expect(
      !isDistinct {
        $0.append(json: "1.0".utf8, kind: .number)
        $0.append(json: "1".utf8, kind: .integer)
      })
    #expect(
      !isDistinct {
        $0.append("\u{E9}")
        $0.append("e\u{301}")
      })
    #expect(
      isDistinct {
        $0.append("01")
        $0.append("1")
      })
  }

  @Test(arguments: [
    (1.5, 2), (-1.5, -2), (1e300, Int.max), (-1e300, .min), (.nan, 0), (.infinity, .max), (0.4, 0),
  ])
  func nearestWholeNumbersDoNotTrap(_ value: Double, _ whole: Int) {
    #expect(Int(nearest: value) == whole)
  }
}
