/// The page that a picture is made for.
public enum MapPage: String, Sendable, CaseIterable {
  /// As wide as asked for, as high as the layer's shape wants: for screens and web pages.
  case auto
  /// A4, landscape: 297 × 210 mm.
  case a4
  /// A slide of 16:9: 1920 × 1080 pixels.
  case slide
  /// A square of 1080 pixels.
  case square
  /// A1, portrait: 594 × 841 mm.
  case poster

  /// One line for `--help`.
  public var summary: String {
    switch self {
    case .auto: "as high as the zones want"
    case .a4: "A4 landscape"
    case .slide: "16:9, 1920 × 1080 pixels"
    case .square: "1080 × 1080 pixels"
    case .poster: "A1 portrait"
    }
  }

  /// Pixels of a PNG for each CSS pixel of the picture.
  public var pixelScale: Double {
    switch self {
    case .auto, .square: 2
    case .a4: 3
    case .slide: 1
    case .poster: 2
    }
  }

  /// The page in the units that texts are set in, and its size as it is printed or shown.
  var size: (width: Double, height: Double, shownWidth: String, shownHeight: String)? {
    switch self {
    case .auto: nil
    case .a4: (1123, 794, "297mm", "210mm")
    case .slide: (1120, 630, "1920", "1080")
    case .square: (860, 860, "1080", "1080")
    case .poster: (1123, 1590, "594mm", "841mm")
    }
  }
}
