import TestSupport
import Testing

@testable import GeoCore

@Suite struct FeatureIDsTests {
  private let some: [FeatureID?] = [
    nil, FeatureID("é \"1\""), FeatureID(number: -7), nil, FeatureID(numberText: "1.50"),
    FeatureID(""),
  ]

  @Test func givesBackWhatItWasGiven() {
    let ids = FeatureIDs(some)
    #expect(Array(ids) == some)
    #expect(ids.count == 6)
    #expect(ids.last == FeatureID(""))
    #expect(ids == FeatureIDs(some))
    #expect(ids != FeatureIDs(some.dropLast()))
  }

  @Test func noIDsEqualThoseThatAreNil() {
    #expect(FeatureIDs(count: 2) == [nil, nil])
    var grown = FeatureIDs(count: 2)
    grown.append(FeatureID("a"))
    grown.append(nil)
    #expect(Array(grown) == [nil, nil, FeatureID("a"), nil])
  }

  @Test func replacesTheLast() {
    var ids = FeatureIDs(some)
    ids.replaceLast(by: FeatureID(number: 3))
    ids.replaceLast(by: nil)
    ids.replaceLast(by: FeatureID("x"))
    #expect(Array(ids) == some.dropLast() + [FeatureID("x")])
    var none = FeatureIDs(count: 1)
    none.replaceLast(by: FeatureID("y"))
    #expect(none == [FeatureID("y")])
  }

  @Test func selectsInTheOrderGiven() {
    #expect(FeatureIDs(some).selecting([5, 0, 2, 2]) == [FeatureID(""), nil, some[2], some[2]])
    #expect(FeatureIDs(count: 3).selecting([1]) == [nil])
  }

  @Test(arguments: [
    ([1, 2, 3], true), ([1, 2, 1], false), ([nil, nil], false), ([], true),
  ]) func tellsWhetherAColumnRepeatsAValue(values: [Int?], isDistinct: Bool) {
    #expect(Column("c", values).isDistinct == isDistinct)
  }

  /// By one rule for ids, keys and categories: 1 and "1" are one value.
  @Test func numbersAndTextsOfTheSameDigitsAreOneValue() {
    var column = Column("c")
    column.append(1)
    column.append("1")
    #expect(!column.isDistinct)
  }

  @Test func findsTheFirstOfEachAmongMany() {
    var generator = SeededGenerator(seed: 8)
    let values = (0..<5000).map { _ in Int.random(in: 0..<700, using: &generator) }
    var places = FirstPlaces(count: values.count)
    for (i, value) in values.enumerated() {
      // A poor hash on purpose: many values share one.
      let first = places.first(of: i, hash: value % 13) { values[$0] == value }
      #expect(first == values.firstIndex(of: value))
    }
  }
}
