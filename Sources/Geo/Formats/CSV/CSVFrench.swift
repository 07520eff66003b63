internal import GeoCore

/// What cells mean in tables as French spreadsheets write them: decimal commas, thousands set apart,
/// days before months, `VRAI` and `FAUX`. They are told by their semicolons; a table with commas
/// between its cells has none of it.
///
/// **Source:** Imprimerie nationale, *Lexique des règles typographiques* (numbers); Microsoft, formats
/// of the locale fr-FR.
enum CSVFrench {
  /// A number with a decimal comma, or with its thousands set apart by no-break spaces, in JSON's
  /// form: `-1 234,50` is `-1234.50`; nil for what is none, codes such as `01234` among them.
  /// - Parameter spaces: whether an ordinary space may set thousands apart too.
  static func number(_ cell: ArraySlice<UInt8>, spaces: Bool) -> [UInt8]? {
    var result: [UInt8] = []
    var rest = cell
    if rest.first == UInt8(ascii: "-") || rest.starts(with: minus) {
      rest = rest.dropFirst(rest.first == UInt8(ascii: "-") ? 1 : minus.count)
      result.append(UInt8(ascii: "-"))
    }
    var group = digits(&rest)
    guard !group.isEmpty else { return nil }
    result += group
    if group.count <= 3 {
      while let width = separatorWidth(rest, spaces) {
        rest = rest.dropFirst(width)
        group = digits(&rest)
        guard group.count == 3 else { return nil }
        result += group
      }
    }
    if rest.first == UInt8(ascii: ",") {
      rest = rest.dropFirst()
      let fraction = digits(&rest)
      guard !fraction.isEmpty else { return nil }
      result.append(UInt8(ascii: "."))
      result += fraction
    }
    if rest.first == UInt8(ascii: "E") || rest.first == UInt8(ascii: "e") {
      result += rest
      rest = []
    }
    return rest.isEmpty && CSVColumn.numberKind(result[...]) != nil ? result : nil
  }

  /// U+2212.
  private static let minus: [UInt8] = [0xE2, 0x88, 0x92]

  /// The bytes of what sets thousands apart: U+00A0, U+202F, U+2009.
  private static func separatorWidth(_ text: ArraySlice<UInt8>, _ spaces: Bool) -> Int? {
    if text.starts(with: [0xC2, 0xA0]) { return 2 }
    if text.starts(with: [0xE2, 0x80, 0xAF]) || text.starts(with: [0xE2, 0x80, 0x89]) { return 3 }
    return spaces && text.first == UInt8(ascii: " ") ? 1 : nil
  }

  private static func digits(_ text: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let run = text.prefix { $0 >= 0x30 && $0 <= 0x39 }
    text = text.dropFirst(run.count)
    return run
  }

  /// A date written day/month/year, with or without a time of day, as ISO 8601 writes it:
  /// `31/12/2025` is `2025-12-31`, `31/12/2025 14:30` is `2025-12-31T14:30:00`; nil for what is none.
  static func date(_ cell: ArraySlice<UInt8>) -> [UInt8]? {
    let text = Array(cell)
    guard text.count >= 10, text[2] == UInt8(ascii: "/"), text[5] == UInt8(ascii: "/") else {
      return nil
    }
    var iso = Array(text[6..<10]) + [UInt8(ascii: "-")] + text[3..<5]
    iso += [UInt8(ascii: "-")] + text[0..<2]
    if text.count > 10 {
      guard text[10] == UInt8(ascii: " ") else { return nil }
      iso += [UInt8(ascii: "T")] + text[11...]
      if text.count == 16 { iso += Array(":00".utf8) }
    }
    guard let time = TimeText(iso[...]), time.sort != .time, time.offsetMinutes == nil else {
      return nil
    }
    return iso
  }

  /// The same the other way round; nil for what is no date that ISO 8601 writes so, and for times
  /// with an offset.
  static func written(date text: String) -> String? {
    guard let time = TimeText(text), time.sort != .time, time.offsetMinutes == nil else {
      return nil
    }
    let day = text.utf8.prefix(10).split(separator: UInt8(ascii: "-")).map { String($0) ?? "" }
    guard day.count == 3 else { return nil }
    let rest = text.dropFirst(11)
    return day.reversed().joined(separator: "/") + (rest.isEmpty ? "" : " \(rest)")
  }
}
