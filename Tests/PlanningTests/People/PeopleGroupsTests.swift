import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import PlanningStudies

@Suite struct PeopleGroupsTests {
  private func layer(_ columns: [(String, [String])]) -> Layer {
    var table = Attributes(rowCount: columns[0].1.count)
    for (name, values) in columns {
      var column = Column(name)
      for value in values {
        if value.isEmpty {
          column.append(nil as Double?)
        } else if let number = Double(value) {
          column.append(number)
        } else {
          column.append(value)
        }
      }
      table.set(column)
    }
    return Layer(
      name: "cells", geometries: .null(count: columns[0].1.count), attributes: table,
      path: "cells.csv")
  }

  private func groups(
    _ names: [String], _ layer: Layer, lenient: Bool = false
  ) throws -> PeopleGroups {
    try PeopleGroups(
      names.map { PeopleEntry.Group(name: $0, field: $0) }, of: "people", in: layer,
      lenient: lenient)
  }

  @Test func groupsAreSharesOfTheirRows() throws {
    let found = try groups(
      ["young", "old"],
      layer([("people", ["10", "0", "8"]), ("young", ["4", "0", ""]), ("old", ["5", "0", "8"])]))
    #expect(found.shares == [[0.4, 0.5], [nil, nil], [nil, 1]])
    #expect(
      found.notes == ["1 row of people without a number for group young: in none of its figures"])
  }

  @Test(arguments: [
    ("11", "\"young\" counts 11 people of the 10 of \"people\": a group is no larger than all"),
    ("-1", "\"young\" is -1, not a number of people"),
    ("many", "\"young\" is \"many\", not a number of people"),
  ])
  func whatCannotBeAPartIsRefused(_ value: String, _ reason: String) throws {
    let layer = layer([("people", ["10"]), ("young", [value])])
    let error = try #require(throws: FormatError.self) { try groups(["young"], layer) }
    #expect(error.reason == reason)
    #expect(error.feature == "#1")
    #expect(try groups(["young"], layer, lenient: true).shares == [[nil]])
  }

  @Test func aMissingAttributeIsNamed() throws {
    let error = #expect(throws: InputError.self) {
      try groups(["young"], layer([("people", ["10"])]))
    }
    #expect(error?.reason == "there is no attribute \"young\" that counts a group of people")
  }

  /// Ages that come to more than all in one row are told of; women and children may, everywhere.
  @Test func groupsThatDivideTheirPeopleAddUp() throws {
    let ages = layer([
      ("people", ["10", "8", "20"]), ("young", ["4", "5", "10"]), ("old", ["5", "4", "9"]),
    ])
    #expect(
      try groups(["young", "old"], ages).notes
        == ["groups young, old come to more than \"people\" in 1 row: #2"])
    let women = layer([("people", ["10"]), ("young", ["6"]), ("women", ["6"])])
    #expect(try groups(["young", "women"], women).notes.isEmpty)
  }
}
