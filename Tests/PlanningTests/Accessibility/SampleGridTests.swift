import Testing

@testable import PlanningAccess
@testable import PlanningStudies

@Suite struct SampleGridTests {
  private func grid(_ cutoffs: [Double], isStraight: Bool = true) -> SampleGrid {
    var parameters = AccessibilityStudy(destinations: [])
    parameters.cutoffsMeters = cutoffs
    return SampleGrid(parameters, isStraight: isStraight)
  }

  @Test func sizesFollowZonesAndCutoffs() {
    let usual = grid([300, 1000])
    // 0.2 km²: 400 cells of 22.36 m.
    #expect(usual.sizeMeters(ofZoneWithArea: 200_000) == 22.36)
    // 16 km²: a third of 300 m.
    #expect(usual.sizeMeters(ofZoneWithArea: 16e6) == 100)
    // 225 km²: 10,000 cells of 150 m; 10,000 km²: 250 m.
    #expect(usual.sizeMeters(ofZoneWithArea: 225e6) == 150)
    #expect(usual.sizeMeters(ofZoneWithArea: 1e10) == 250)
    #expect(grid([300], isStraight: false).sizeMeters(ofZoneWithArea: 225e6) == 250)
    #expect(grid([]).sizeMeters(ofZoneWithArea: 225e6) == 250)
    #expect(SampleGrid(sizeMeters: 40).sizeMeters(ofZoneWithArea: 200_000) == 40)
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let fine = SampleGrid(sizeMeters: 10)
    try fine.requireRoom(for: [(areaSquareMeters: 1e9, perimeterMeters: 1e6)], path: "z.geojson")
    let error = #expect(throws: (any Error).self) {
      try fine.requireRoom(
        for: [(areaSquareMeters: 1e11, perimeterMeters: 1e6)], path: "z.geojson")
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains("1000 million sample cells"))
  }
}
