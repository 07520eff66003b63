import Testing

@testable import Atlas

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct PaletteTests {
  /// Full colour vision, protanopia, deuteranopia, tritanopia.
  /// Source: Machado, Oliveira & Fernandes 2009, doi:10.1109/TVCG.2009.113, severity 1.0.
  private static let visions: [[[Double]]] = [
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    [
      [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ],
    [
      [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
      [-0.011820, 0.042940, 0.968881],
    ],
    [
      [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
      [0.004733, 0.691367, 0.303900],
    ],
  ]

  private func oklab(_ linear: [Double]) -> [Double] {
    let (r, g, b) = (linear[0], linear[1], linear[2])
    let l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return [
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    ]
  }

  /// The least distance of two colours in OKLab for any kind of vision.
  private func distance(_ a: Color, _ b: Color) -> Double {
    Self.visions.map { matrix in
      let seen = [a, b].map { color in
        oklab(
          matrix.map { row in
            min(max(zip(row, color.linear).reduce(0.0) { $0 + $1.0 * $1.1 }, 0), 1)
          })
      }
      return zip(seen[0], seen[1]).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        .squareRoot()
    }.min() ?? 0
  }

  /// White, black and the red primary: OKLCH of sRGB red is 0.628, 0.2577, 29.23° (Ottosson 2020).
  @Test func knownColors() {
    #expect(Color(lightness: 1, chroma: 0, hue: 0).hex == "#ffffff")
    #expect(Color(lightness: 0, chroma: 0, hue: 0).hex == "#000000")
    let red = Color(lightness: 0.62796, chroma: 0.25768, hue: 29.234)
    #expect(red.red == 255 && red.green <= 2 && red.blue <= 2)
  }

  @Test func chromaGivesWayToLightness() {
    let color = Color(lightness: 0.9, chroma: 0.4, hue: 260)
    #expect(abs(oklab(color.linear)[0] - 0.9) < 0.01)
  }

  @Test func contrastIsThatOfTheGuidelines() {
    #expect(abs(Palette.page.contrast(with: Color(red: 0, green: 0, blue: 0)) - 21) < 1e-9)
  }

  @Test func textIsReadable() {
    for color in [Palette.text, Palette.quietText, Palette.warningText] {
      #expect(color.contrast(with: Palette.page) >= 4.5)
    }
    #expect(Palette.outline.contrast(with: Palette.ground) >= 3)
  }

  @Test(arguments: 2...8, [false, true])
  func sequentialGetsDarkerInSteps(count: Int, isThin: Bool) {
    let colors = Palette.sequential(count, forThinMarks: isThin)
    let lightness = colors.map { oklab($0.linear)[0] }
    #expect(zip(lightness, lightness.dropFirst()).allSatisfy { $0 - $1 >= 0.05 })
    for (a, b) in zip(colors, colors.dropFirst()) { #expect(distance(a, b) >= 0.05) }
  }

  @Test(arguments: [(1, 1), (2, 3), (4, 1), (1, 7)])
  func divergingTellsTheSides(below: Int, above: Int) {
    let colors = Palette.diverging(below: below, above: above)
    #expect(colors.count == below + above)
    for low in colors.prefix(below) {
      for high in colors.suffix(above) { #expect(distance(low, high) >= 0.05) }
    }
    let lightness = colors.map { oklab($0.linear)[0] }
    #expect(zip(lightness, lightness.prefix(below).dropFirst()).allSatisfy { $0 < $1 })
    let upper = lightness.suffix(above)
    #expect(zip(upper, upper.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test func categoriesKeepApart() {
    let colors = Palette.categories + [Palette.other, Palette.ground]
    for i in colors.indices {
      for j in 0..<i { #expect(distance(colors[i], colors[j]) >= 0.08, "\(i) and \(j)") }
    }
  }

  @Test func zeroIsNeitherGroundNorTheFirstClass() {
    #expect(distance(Palette.zero, Palette.ground) >= 0.04)
    for count in 1...8 {
      #expect(distance(Palette.zero, Palette.sequential(count)[0]) >= 0.04)
    }
  }
}
