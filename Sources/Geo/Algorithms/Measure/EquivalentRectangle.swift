/// The rectangle that has the area and the perimeter of a shape: how long and wide a sliver is.
///
/// With half the perimeter s, its sides are s/2 ± √(s²/4 − area). For a strip they are its length
/// and its mean width, whatever its bends; a shape rounder than a square has none, and gets the
/// square of its area.
///
/// **Units:** those of area and perimeter.
/// **Source:** Roche 1963, Hydrologie de surface (the rectangle equivalent of a basin).
struct EquivalentRectangle: Equatable {
  let width: Double
  let length: Double

  init(area: Double, perimeter: Double) {
    let half = perimeter / 2
    let squared = half * half / 4 - area
    length = squared > 0 ? half / 2 + squared.squareRoot() : max(area, 0).squareRoot()
    // Not the difference, which loses the digits of a thin strip.
    width = length > 0 ? area / length : 0
  }
}
