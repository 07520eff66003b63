import PlanningAccess
import Testing

@Suite struct TravelModeTests {
  /// 4.8 km/h are 80 m a minute; a detour of 1.3 makes 400 m of straight line 520 m of way.
  @Test func minutesAreWayOverSpeed() {
    let walking = TravelMode(name: "walk", speedKilometersPerHour: 4.8, detourFactor: 1.3)
    #expect(abs(walking.minutes(meters: 400) - 6.5) < 1e-12)
    #expect(walking.minutes(meters: 0) == 0)
    let cycling = TravelMode(name: "cycle", speedKilometersPerHour: 15, detourFactor: 1)
    #expect(abs(cycling.minutes(meters: 1000) - 4) < 1e-12)
  }
}
