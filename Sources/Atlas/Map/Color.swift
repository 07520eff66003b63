internal import GeoCore

/// A colour of the sRGB space, 8 bits a channel.
struct Color: Sendable, Hashable {
  var red: UInt8
  var green: UInt8
  var blue: UInt8

  /// `#rrggbb`
  var hex: String {
    "#" + [red, green, blue].map { HexText.digits($0, width: 2) }.joined()
  }

  init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The colour of an OKLCH triple: lightness 0…1, chroma, hue in degrees.
  ///
  /// A colour that sRGB lacks keeps lightness and hue and gives up chroma.
  ///
  /// **Source:** Ottosson 2020, A perceptual color space for image processing,
  /// https://bottosson.github.io/posts/oklab/
  init(lightness: Double, chroma: Double, hue: Double) {
    var low = 0.0
    var high = chroma
    var linear = Self.linear(lightness: lightness, chroma: chroma, hue: hue)
    if !Self.isInGamut(linear) {
      for _ in 0..<20 {
        let middle = (low + high) / 2
        if Self.isInGamut(Self.linear(lightness: lightness, chroma: middle, hue: hue)) {
          low = middle
        } else {
          high = middle
        }
      }
      linear = Self.linear(lightness: lightness, chroma: low, hue: hue)
    }
    red = Self.encode(linear.0)
    green = Self.encode(linear.1)
    blue = Self.encode(linear.2)
  }

  private static func isInGamut(_ rgb: (Double, Double, Double)) -> Bool {
    let allowed = -1e-6...(1 + 1e-6)
    return allowed.contains(rgb.0) && allowed.contains(rgb.1) && allowed.contains(rgb.2)
  }

  private static func linear(
    lightness: Double, chroma: Double, hue: Double
  ) -> (Double, Double, Double) {
    let a = chroma * MapMath.cosine(degrees: hue)
    let b = chroma * MapMath.sine(degrees: hue)
    let l = lightness + 0.3963377774 * a + 0.2158037573 * b
    let m = lightness - 0.1055613458 * a - 0.0638541728 * b
    let s = lightness - 0.0894841775 * a - 1.2914855480 * b
    let l3 = l * l * l
    let m3 = m * m * m
    let s3 = s * s * s
    let red = 4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3
    let green = -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3
    let blue = -0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3
    return (red, green, blue)
  }

  /// The sRGB transfer function (IEC 61966-2-1), to 8 bits.
  private static func encode(_ linear: Double) -> UInt8 {
    let value = min(max(linear, 0), 1)
    let curved = value <= 0.0031308 ? 12.92 * value : 1.055 * MapMath.power(value, 1 / 2.4) - 0.055
    return UInt8((curved * 255).rounded())
  }

  /// The three channels without the transfer function, 0…1.
  var linear: [Double] {
    [red, green, blue].map { channel in
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : MapMath.power((value + 0.055) / 1.055, 2.4)
    }
  }

  /// Relative luminance, 0 for black and 1 for white.
  var luminance: Double {
    let rgb = linear
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]
  }

  /// The contrast ratio of two colours, 1 to 21. Text wants 4.5.
  ///
  /// **Source:** W3C, Web Content Accessibility Guidelines 2.2, contrast ratio.
  func contrast(with other: Color) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }
}
