import Testing

@testable import GeoProjection

@Suite struct LongitudeSpanTests {
  @Test func theLargestGapIsLeftOut() throws {
    let fiji = try #require(LongitudeSpan.around([(177, 180), (-180, -178)]))
    #expect(fiji.west == 177 && fiji.width == 5 && fiji.middle == 179.5)
    let beyond = try #require(LongitudeSpan.around([(177, 182)]))
    #expect(beyond.west == 177 && beyond.width == 5)
    let spread = try #require(LongitudeSpan.around([(3, 3.1), (-144.4, -144.3), (166, 168)]))
    #expect(spread.west == 166 && abs(spread.width - 197.1) < 1e-9)
    #expect(LongitudeSpan.around([]) == nil)
    #expect(LongitudeSpan.around([(-180, 180)])?.isWholeCircle == true)
    #expect(LongitudeSpan.around([(-180, 0), (0, 180)])?.isWholeCircle == true)
  }

  @Test func spansMeetOnTheCircle() {
    let pacific = LongitudeSpan(west: 170, width: 20)
    #expect(pacific.meets(LongitudeSpan(west: -175, width: 1)))
    #expect(pacific.meets(LongitudeSpan(west: -171, width: 10)))
    #expect(!pacific.meets(LongitudeSpan(west: -169, width: 10)))
    #expect(pacific.meets(LongitudeSpan(west: -100, width: 271)))
    #expect(!pacific.meets(LongitudeSpan(west: -100, width: 269)))
  }

  @Test func turnsLeaveWhatIsThere() {
    #expect(LongitudeSpan.turned(179.123456789, from: -180) == 179.123456789)
    #expect(LongitudeSpan.turned(-179, from: 0) == 181)
    #expect(LongitudeSpan.turned(540, from: -180) == -180)
  }
}
