import GeoCore
import PlanningStudies
import Testing

/// Which texts are numbers of people: decimal ones, and nothing else that Swift's `Double` takes.
@Suite struct CountOfPeopleTests {
  private func column(_ text: String) -> Column {
    var column = Column("people")
    column.append(text)
    return column
  }

  @Test(arguments: [("16", 16.0), ("+5", 5), ("-0.5", -0.5), (".5", 0.5), ("1e3", 1000)])
  func decimalTextIsANumber(_ text: String, _ value: Double) {
    #expect(CountOfPeople.number(column(text), 0) == value)
    #expect(StatedAccuracy.meters(column(text), 0) == value)
  }

  @Test(arguments: [
    "0x10", "0x1p4", "+0x1A", "-0X1", "inf", "Infinity", "-inf", "nan", "nan(0x1)", "1e999", "",
    " ",
    " 5", "5 ", "1_000", "1,5", "e3", "1e", "--5", "+", "٣",
  ])
  func otherTextIsNone(_ text: String) {
    #expect(CountOfPeople.number(column(text), 0) == nil)
    #expect(StatedAccuracy.meters(column(text), 0) == nil)
    #expect(Quantity(text)?.unit.isEmpty != true || text.contains(" "))
  }
}
