import PlanningStudies
import Testing

@Suite struct QuantityTests {
  @Test(arguments: [
    ("500", 500), ("500m", 500), ("1.5 km", 1500), ("15km", 15_000), ("1e3", 1000), ("1e-2km", 10),
    ("25cm", 0.25), ("5mm", 0.005), ("-3", -3), ("+2m", 2), (".5m", 0.5),
  ])
  func distances(_ text: String, _ meters: Double) throws {
    let quantity = try #require(Quantity(text))
    let value = try #require(Quantity.meters.value(of: quantity))
    #expect(abs(value - meters) <= 1e-12 * abs(meters))
  }

  @Test(arguments: [("10", 10), ("10min", 10), ("1.5h", 90), ("90s", 1.5), ("90 s", 1.5)])
  func times(_ text: String, _ minutes: Double) throws {
    let quantity = try #require(Quantity(text))
    let value = try #require(Quantity.minutes.value(of: quantity))
    #expect(abs(value - minutes) <= 1e-12 * minutes)
  }

  @Test(arguments: [
    ("2ha", Quantity.squareMeters, 20_000), ("1km2", Quantity.squareMeters, 1_000_000),
    ("3m²", Quantity.squareMeters, 3), ("4.8km/h", Quantity.kilometersPerHour, 4.8),
    ("5m/s", Quantity.kilometersPerHour, 18),
  ])
  func areasAndSpeeds(_ text: String, _ units: Quantity.Units, _ expected: Double) throws {
    #expect(units.value(of: try #require(Quantity(text))) == expected)
  }

  @Test(arguments: ["", "m", "km", "nan", "inf", "1e999", "--1", "1.2.3", "e5"])
  func notANumber(_ text: String) { #expect(Quantity(text) == nil) }

  @Test(arguments: ["5min", "5x", "5 kilometres", "5M", "5e", "0x10"])
  func notADistance(_ text: String) {
    #expect(Quantity(text).flatMap(Quantity.meters.value(of:)) == nil)
  }
}
