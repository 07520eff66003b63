/// How the values of a column are drawn.
public enum MapMarks: String, Sendable, CaseIterable {
  /// Amounts (counts, people, areas) as circles, all other numbers as shades, texts as categories.
  case auto
  /// Numbers as shades.
  case shades
  /// Numbers as circles whose area is in proportion to them.
  case circles
  /// Every value a colour of its own, numbers too.
  case categories

  /// One line for `--help`.
  public var summary: String {
    switch self {
    case .auto: "amounts as circles, other numbers as shades, texts as categories"
    case .shades: "numbers as shades, in classes"
    case .circles: "numbers as circles whose area is in proportion to them"
    case .categories: "a colour for each value"
    }
  }
}
