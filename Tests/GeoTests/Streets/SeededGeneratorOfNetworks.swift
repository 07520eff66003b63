import TestSupport

/// Makes extracts of streets that wander over a grid, crossing themselves and each other.
struct SeededGeneratorOfNetworks {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func make(ways: Int = 12) -> OSMText {
    var text = OSMText.grid(rows: 10, columns: 10)
    for way in 1...ways {
      var row = Int.random(in: 0..<10, using: &generator)
      var column = Int.random(in: 0..<10, using: &generator)
      var refs: [Int64] = []
      for _ in 0..<Int.random(in: 2...12, using: &generator) {
        refs.append(Int64(10 * row + column + 1))
        // A step that never stays.
        let move = [(0, 1), (1, 0), (0, -1), (-1, 0)].randomElement(using: &generator) ?? (0, 1)
        row = (row + move.0 + 10) % 10
        column = (column + move.1 + 10) % 10
      }
      text.way(Int64(way), refs, ["highway": "residential"])
    }
    return text
  }
}
