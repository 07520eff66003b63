import Testing

@testable import PlanningStudies

@Suite struct GridCellCodeTests {
  @Test func codesOfBothSizes() throws {
    let small = try #require(GridCellCode.square("CRS3035RES200mN2029800E4252400"))
    #expect(
      small == GridCellCode.Square(epsg: "3035", size: 200, north: 2_029_800, east: 4_252_400))
    let large = try #require(GridCellCode.square("CRS32740RES1000mN0E7"))
    #expect(large == GridCellCode.Square(epsg: "32740", size: 1000, north: 0, east: 7))
  }

  @Test(arguments: [
    "", "13055", "CRS", "CRS3035RES200mN2029800", "CRS3035RES200mN2029800E",
    "CRS3035RES200mN2029800E4252400 ", " CRS3035RES200mN2029800E4252400",
    "CRS3035RES0mN2029800E4252400", "CRS303RES200mN2029800E4252400",
    "CRS3035123RES200mN2029800E4252400", "CRS3035RES-200mN2029800E4252400",
    "CRS3035RES200mN+1E4252400", "crs3035res200mn2029800e4252400",
    "CRS3035RES200mN99999999999999999999E4252400", "CRS3035RES200mE4252400N2029800",
  ])
  func otherTextsAreNoCodes(_ text: String) {
    #expect(GridCellCode.square(text) == nil)
  }
}
