import Testing

@testable import GeoCore
@testable import GeoFormats

@Suite struct MemoryBudgetTests {
  @Test func whatIsSmallFitsAndAnExabyteDoesNot() throws {
    try MemoryBudget.require(reserved: 1 << 20, used: 1 << 20, toRead: "t")
    let error = #expect(throws: FormatError.self) {
      try MemoryBudget.require(reserved: 1 << 60, used: 1 << 60, toRead: "t.geojson")
    }
    #expect(error?.kind == .internalFailure)
    #expect(
      error?.description.hasPrefix("t.geojson: reading it needs about 1152921504.6 GB") == true)
  }

  @Test func devicesAreNoFiles() throws {
    let error = #expect(throws: FormatError.self) { try InputFile.bytes(of: "/dev/zero") }
    #expect(error?.reason == "this is a device, not a file")
    #expect(try InputFile.bytes(of: "/dev/null") == [])
  }
}
