import Geo

/// Columns of text, aligned.
enum TextTable {
  private static let gap = 2
  /// A last column that is narrower is not worth wrapping.
  private static let leastWidth = 20

  /// The table, a row a line. Where that is wider than the terminal, or 80 columns where there is
  /// none, the last column goes on below itself; a word is never cut.
  static func render(
    _ rows: [[String]], rightAligned: Set<Int> = [], columns: Int = StandardStreams.outputColumns
  ) -> String {
    guard let header = rows.first, let last = header.indices.last else { return "" }
    let rows = rows.map { $0.map(VisibleText.escaped) }
    let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let indent = widths.dropLast().reduce(0) { $0 + $1 + gap }
    let room = rightAligned.contains(last) ? Int.max : max(leastWidth, columns - indent)
    return rows.map { row in
      let parts = wrapped(row[last], room)
      var line = ""
      for (column, cell) in row.enumerated() {
        let text = column == last ? parts[0] : cell
        let padding = String(repeating: " ", count: max(0, widths[column] - text.count))
        if column > 0 { line += String(repeating: " ", count: gap) }
        line += rightAligned.contains(column) ? padding + text : text + padding
      }
      let rest = parts.dropFirst().map { String(repeating: " ", count: indent) + $0 }
      return ([line] + rest).map { withoutEnd($0) + "\n" }.joined()
    }.joined()
  }

  /// The text in lines of a width, cut after commas, and at spaces in a part that is too long; at least
  /// one line.
  static func wrapped(_ text: String, _ width: Int) -> [String] {
    guard text.count > width else { return [text] }
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    var lines: [String] = []
    for part in listed(words) {
      if let last = lines.last, last.count + 1 + part.count <= width {
        lines[lines.count - 1] = last + " " + part
      } else {
        lines += Self.lines(of: part.split(separator: " ").map(String.init), width)
      }
    }
    return lines
  }

  /// The words joined up to commas.
  private static func listed(_ words: [String]) -> [String] {
    var parts: [String] = []
    for word in words {
      if let last = parts.last, !last.hasSuffix(",") {
        parts[parts.count - 1] = last + " " + word
      } else {
        parts.append(word)
      }
    }
    return parts
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
