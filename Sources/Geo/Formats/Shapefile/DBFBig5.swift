/// The letters that Big5 of Taiwan has beyond its standard: kana, Cyrillic, numbers in circles, which ETEN
/// put between 0xC6A1 and 0xC8FE. iconv gives private-use characters for them, U+F6B1 and on, in order.
///
/// **Source:** Microsoft, code page 950 with the extensions of ETEN, as Python's codec `cp950` has them.
enum DBFBig5 {
  private static let first: UInt32 = 0xF6B1

  /// U+FFFD where there is none: such characters are those that users have drawn themselves.
  private static let letters = Array(
    """
    ヾゝゞ々ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへ\
    べぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチ\
    ヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶДЕЁЖЗИЙ\
    КЛМУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя①②③④⑤⑥⑦⑧⑨⑩⑴\
    ⑵⑶⑷⑸⑹⑺⑻⑼⑽
    """.unicodeScalars)

  /// The text with these letters instead of private-use characters.
  static func lettered(_ text: String) -> String {
    func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
      guard scalar.value >= first, scalar.value - first < UInt32(letters.count) else { return nil }
      let letter = letters[Int(scalar.value - first)]
      return letter == "\u{FFFD}" ? nil : letter
    }
    guard text.unicodeScalars.contains(where: { letter($0) != nil }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(letter(scalar) ?? scalar) }
    return String(result)
  }
}
