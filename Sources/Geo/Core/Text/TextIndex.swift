private import Synchronization

/// A place in a text, both counted from 1; the column in bytes.
public struct TextPlace: Sendable, Hashable {
  /// The line, from 1.
  public var line: Int
  /// The byte in the line, from 1.
  public var column: Int

  /// A place in a text.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Lines and columns of a UTF-8 text, looked up by the byte's offset.
///
/// Nothing is counted before the first question; then the text is counted once, block by block, so
/// that a question costs one block, however long the lines are.
/// **Complexity:** O(n) for the first question, O(1) for each further one.
public final class TextIndex: Sendable {
  /// What was counted up to the start of a block.
  private struct Mark {
    var line: Int
    var column: Int
  }

  private static let blockSize = 4096

  /// The text; bytes after `count` are padding.
  public let bytes: [UInt8]
  /// The length of the text in bytes.
  public let count: Int
  private let marks = Mutex<[Mark]>([])

  /// An index of a text in UTF-8; nothing is counted yet.
  ///
  /// - Parameter count: the length of the text, when padding follows it.
  public init(_ bytes: [UInt8], count: Int? = nil) {
    self.bytes = bytes
    self.count = min(count ?? bytes.count, bytes.count)
  }

  /// The place of the byte at that offset; offsets behind the end are taken for the end.
  public func place(of offset: Int) -> TextPlace {
    let offset = max(0, min(offset, count))
    let block = offset / Self.blockSize
    let start = marks.withLock { marks in
      if marks.isEmpty { marks = allMarks() }
      return marks[block]
    }
    let end = advance(start, over: (block * Self.blockSize)..<offset)
    return TextPlace(line: end.line, column: end.column)
  }

  private func allMarks() -> [Mark] {
    var marks = [Mark(line: 1, column: 1)]
    marks.reserveCapacity(count / Self.blockSize + 1)
    var start = 0
    while start + Self.blockSize <= count {
      marks.append(advance(marks[marks.count - 1], over: start..<(start + Self.blockSize)))
      start += Self.blockSize
    }
    return marks
  }

  private func advance(_ mark: Mark, over range: Range<Int>) -> Mark {
    bytes.withUnsafeBufferPointer { text in
      var mark = mark
      for i in range {
        if text[i] == 0x0A {
          mark.line += 1
          mark.column = 1
        } else {
          mark.column += 1
        }
      }
      return mark
    }
  }
}
