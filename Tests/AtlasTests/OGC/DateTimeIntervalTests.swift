import Testing

@testable import Atlas

@Suite struct DateTimeIntervalTests {
  @Test(arguments: [
    "2024-06-27", "2024-06-27T12:00:00Z", "2024-06-27T12:00:00.25+02:00", "2024-06-27/..",
    "../2024-06-27", "2024-01-01/2024-12-31", "/2024-01-01T00:00:00Z",
  ])
  func intervals(_ text: String) { #expect(DateTimeInterval.isValid(text)) }

  @Test(arguments: [
    "", "/", "../..", "2024", "2024-13-01", "2024-00-01", "2024-06-27T25:00:00Z",
    "2024-06-27T12:00",
    "2024-06-27T12:00:00", "2025-01-01/2024-01-01", "a/b", "2024-01-01/2024-01-02/2024-01-03",
  ])
  func others(_ text: String) { #expect(!DateTimeInterval.isValid(text)) }
}
