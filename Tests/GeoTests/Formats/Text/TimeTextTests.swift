import Testing

@testable import GeoCore
@testable import GeoFormats

@Suite struct TimeTextTests {
  @Test(arguments: [
    ("2025-12-31", TimeText.Sort.date), ("2024-02-29", .date), ("2025-12-31T23:59", .dateTime),
    ("2025-12-31 23:59:58.5", .dateTime), ("2025-12-31T23:59:58Z", .dateTime),
    ("2025-12-31T23:59:58+02:00", .dateTime), ("2025-12-31T23:59:58-0330", .dateTime),
    ("23:59:58", .time), ("00:00:00.25", .time),
  ])
  func takes(text: String, sort: TimeText.Sort) {
    #expect(TimeText(text)?.sort == sort)
  }

  @Test(arguments: [
    "", "2025", "2025-13-01", "2025-02-29", "2025-12-00", "2025-12-31T", "2025-12-31T24:00",
    "2025-12-31T23:60", "12:30", "23:59:58Z", "2025-1-1", "31/12/2025", "2025-12-31x",
    "2025-12-31T23:59+99:00", "２０２５-12-31",
  ])
  func refuses(text: String) {
    #expect(TimeText(text) == nil)
  }

  @Test func countsDays() {
    #expect(TimeText("1970-01-01")?.daysSince1970 == 0)
    #expect(TimeText("2000-03-01")?.daysSince1970 == 11_017)
    #expect(TimeText("1899-12-30")?.daysSince1970 == -25_569)
    for days in stride(from: -719_162, through: 2_932_896, by: 97) {
      #expect(TimeText(TimeText.date(daysSince1970: days))?.daysSince1970 == days)
    }
    #expect(TimeText("2025-12-31T06:00:00+01:30")?.offsetMinutes == 90)
    #expect(TimeText("2025-12-31T06:00:30.5")?.secondsOfDay == 21_630.5)
  }

  @Test func aColumnIsOfOneSort() {
    #expect(TimeText.sort(of: Column("a", ["2025-12-31", nil, "2026-01-01"])) == .date)
    #expect(TimeText.sort(of: Column("a", ["2025-12-31", "2025-12-31T10:00:00"])) == nil)
    #expect(TimeText.sort(of: Column("a", ["2025-12-31", "soon"])) == nil)
    #expect(TimeText.sort(of: Column("a", [nil, nil] as [String?])) == nil)
    #expect(TimeText.sort(of: Column("a", [20_251_231])) == nil)
  }
}
