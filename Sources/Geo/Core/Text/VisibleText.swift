/// Text from files, made fit to be shown: ids and names may hold anything.
public enum VisibleText {
  /// The text with every character that moves the cursor, ends a line or turns the direction of
  /// writing replaced by its code, as in `\u{1B}`.
  public static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isInvisible) else { return text }
    var out = ""
    for scalar in text.unicodeScalars {
      if isInvisible(scalar) {
        out += "\\u{" + HexText.digits(scalar.value, width: 1, uppercase: true) + "}"
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// The text with each such character replaced by one that takes one place; tabs become spaces.
  public static func aligned(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      out.unicodeScalars.append(
        scalar == "\t" ? " " : isInvisible(scalar) ? "\u{FFFD}" : scalar)
    }
    return out
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: return true
    // Joiners are part of words in some scripts.
    case .format: return scalar != "\u{200C}" && scalar != "\u{200D}"
    default: return false
    }
  }
}
