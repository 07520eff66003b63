public import GeoCore

/// Faults put into a clean coverage, by seed.
public enum PlantedFaults {
  /// Every feature by itself: vertices moved by up to `sway` in each axis, one in ten vertices that
  /// is not a corner of the outer frame left out, and one in ten features shifted by up to `shift`.
  ///
  /// The result overlaps and gapes everywhere by a little.
  public static func disturbed(
    _ coverage: Geometries, sway: Double, shift: Double, seed: UInt64
  ) -> Geometries {
    var generator = SeededGenerator(seed: seed)
    return coverage.rebuilt { ring in
      let isShifted = Int.random(in: 0..<10, using: &generator) == 0
      let dx = isShifted ? Double.random(in: -shift...shift, using: &generator) : 0
      let dy = isShifted ? Double.random(in: -shift...shift, using: &generator) : 0
      var open: [(Double, Double)] = []
      for (x, y) in ring.dropLast() {
        let isLeftOut = Int.random(in: 0..<10, using: &generator) == 0
        let mx = sway > 0 ? Double.random(in: -sway...sway, using: &generator) : 0
        let my = sway > 0 ? Double.random(in: -sway...sway, using: &generator) : 0
        if isLeftOut, ring.count > 8 { continue }
        open.append((x + dx + mx, y + dy + my))
      }
      return open + [open[0]]
    }
  }

  /// Every feature by itself: vertices moved by up to `sway` in each axis, none left out.
  ///
  /// What overlaps and gapes is nowhere wider than three times as much.
  public static func swayed(_ coverage: Geometries, by sway: Double, seed: UInt64) -> Geometries {
    var generator = SeededGenerator(seed: seed)
    return coverage.rebuilt { ring in
      let open = ring.dropLast().map { x, y in
        (
          x + Double.random(in: -sway...sway, using: &generator),
          y + Double.random(in: -sway...sway, using: &generator)
        )
      }
      return open + [open[0]]
    }
  }
}
