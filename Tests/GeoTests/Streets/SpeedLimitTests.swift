import Testing

@testable import GeoStreets

@Suite struct SpeedLimitTests {
  @Test(arguments: [
    ("50", 50.0), (" 50 ", 50), ("50 km/h", 50), ("50kmh", 50), ("30 mph", 48.28032),
    ("30mph", 48.28032), ("10 knots", 18.52), ("12.5", 12.5), ("50;30", 30), ("50; 70", 50),
    ("1", 1), ("5", 5),
    ("none;90", 90), ("FR:urban", 50), ("fr:urban", 50), ("FR:rural", 80), ("FR:motorway", 130),
    ("FR:living_street", 20), ("FR:30", 30), ("FR:zone30", 30), ("DE:zone:30", 30),
    ("GB:nsl_single", 96.56064), ("walk", 6), ("RO:walk", 6),
  ])
  func understood(_ text: String, _ speed: Double) {
    guard case .limit(let found) = SpeedLimit(text) else {
      Issue.record("\(text) is \(SpeedLimit(text))")
      return
    }
    #expect(abs(found - speed) < 1e-9)
  }

  @Test(arguments: ["none", "signals", "variable"])
  func noLimit(_ text: String) { #expect(SpeedLimit(text) == .noLimit) }

  @Test(arguments: ["0", "-50", "-1 mph", "0;0", "0.0001", "0.99", "0.6 mph"])
  func tooLow(_ text: String) { #expect(SpeedLimit(text) == .tooLow) }

  @Test(arguments: [
    "", ";", "fast", "50 furlongs", "nan", "inf", "1e9", "999", "XX:urban", "FR:", ":", "50 50",
    "--5", "50,5", "50, 70", "DE:zone", "٣٠",
  ])
  func notUnderstood(_ text: String) { #expect(SpeedLimit(text) == .notUnderstood) }
}
