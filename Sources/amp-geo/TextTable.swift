import GeoCore
import GeoFormats

/// Columns of text, aligned.
enum TextTable {
  private static let gap = 2
  /// A last column that is narrower is not worth wrapping.
  private static let leastWidth = 12
  /// How far a cell is set in that stands below its row.
  private static let step = 4

  /// The table, a row a line. Where that is wider than the terminal, or 80 columns where there is
  /// none, the last column goes on below itself, or below its row when a word needs more room than it
  /// has; a word is never cut.
  static func render(
    _ rows: [[String]], rightAligned: Set<Int> = [], columns: Int = StandardStreams.outputColumns
  ) -> String {
    guard let header = rows.first, let last = header.indices.last else { return "" }
    let rows = rows.map { $0.map(VisibleText.escaped) }
    let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let indent = widths.dropLast().reduce(0) { $0 + $1 + gap }
    let room = rightAligned.contains(last) ? Int.max : max(leastWidth, columns - indent)
    return rows.map { row in
      var (parts, below) = (wrapped(row[last], room), indent)
      if parts.contains(where: { $0.count > room }) {
        (parts, below) = ([""] + wrapped(row[last], max(leastWidth, columns - step)), step)
      }
      var line = ""
      for (column, cell) in row.enumerated() {
        let text = column == last ? parts[0] : cell
        let padding = String(repeating: " ", count: max(0, widths[column] - text.count))
        if column > 0 { line += String(repeating: " ", count: gap) }
        line += rightAligned.contains(column) ? padding + text : text + padding
      }
      let rest = parts.dropFirst().map { String(repeating: " ", count: below) + $0 }
      return ([line] + rest).map { withoutEnd(String($0.map { $0 == "\u{A0}" ? " " : $0 })) + "\n" }
        .joined()
    }.joined()
  }

  /// The text in lines of a width, cut at spaces and not at those of `FigureText.unbroken`; at least one line.
  static func wrapped(_ text: String, _ width: Int) -> [String] {
    guard text.count > width else { return [text] }
    return lines(of: text.split(separator: " ").map(String.init), width)
  }

  /// Words in lines of a width, none of them cut.
  static func lines(of words: [String], _ width: Int) -> [String] {
    var lines: [String] = []
    for word in words {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines.isEmpty ? [""] : lines
  }

  private static func withoutEnd(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
