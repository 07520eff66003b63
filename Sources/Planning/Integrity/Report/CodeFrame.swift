import GeoCore
internal import GeoFormats

/// The line of a text file that a finding points to, with a mark under its column.
struct CodeFrame {
  private let line: Int
  private let before: String
  private let after: String

  /// How many bytes of a long line are shown on either side of the column.
  static let radius = 36

  init(line: Int, _ excerpt: TextExcerpt) {
    self.line = line
    let start = excerpt.isCutBefore ? excerpt.bytes.firstIndex(where: Self.startsScalar) ?? 0 : 0
    let place = max(start, excerpt.offset)
    var end = excerpt.bytes.count
    if excerpt.isCutAfter {
      // The last character may have lost bytes.
      end = excerpt.bytes.lastIndex(where: Self.startsScalar) ?? end
    }
    let head = VisibleText.aligned(String(decoding: excerpt.bytes[start..<place], as: UTF8.self))
    let rest = excerpt.bytes[place..<max(place, end)]
    before = (excerpt.isCutBefore ? "…" : "") + head
    after =
      VisibleText.aligned(String(decoding: rest, as: UTF8.self)) + (excerpt.isCutAfter ? "…" : "")
  }

  private static func startsScalar(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }

  /// The line and its mark, each after `indent`.
  func text(indent: String, style: TextStyle) -> String {
    let number = String(line)
    let margin = String(repeating: " ", count: number.count)
    let mark = String(repeating: " ", count: before.unicodeScalars.count) + "^"
    return indent + style.faint("\(number) | ") + before + after + "\n"
      + indent + style.faint("\(margin) | ") + style.bold(mark) + "\n"
  }
}
