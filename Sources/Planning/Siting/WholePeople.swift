/// People as whole numbers of a small share of a person, so that sums are exact.
///
/// The share is a millionth, or the smallest power of ten above it with which all people times the
/// greatest saving fit 60 bits: at two million people and 50 km a ten-thousandth.
struct WholePeople: Sendable, Equatable {
  private static let mostDecimals = 6
  private static let room = 0x1p60

  /// So many make a person.
  let perPerson: Double

  /// - Throws: `InputError` when not even whole people fit.
  init(_ people: [Double], mostSaving: Int) throws(InputError) {
    let most = people.reduce(0, +) * Double(max(1, mostSaving)) + Double(people.count)
    var decimals = Self.mostDecimals
    while decimals > 0, most * Self.power(decimals) >= Self.room { decimals -= 1 }
    guard most * Self.power(decimals) < Self.room else {
      throw InputError(
        reason: "demand adds up to \(people.reduce(0, +)), too much to count exactly",
        remedy: "give it in a larger unit, such as thousands")
    }
    perPerson = Self.power(decimals)
  }

  private static func power(_ decimals: Int) -> Double {
    (0..<decimals).reduce(1) { value, _ in value * 10 }
  }

  func counts(_ people: [Double]) -> [Int] { people.map { Int(($0 * perPerson).rounded()) } }

  func people(_ count: Int) -> Double { Double(count) / perPerson }
}
