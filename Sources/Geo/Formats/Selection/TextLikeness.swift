/// Patterns of texts as SQL's `LIKE` has them: `%` stands for any text, `_` for one character, `\` takes
/// the next character as it is. Case counts.
///
/// **Complexity:** O(length of the text × length of the pattern) at worst, without recursion.
///
/// **Source:** OGC 21-065r2, Common Query Language 2, clause 7.1.
package struct TextLikeness {
  private enum Piece: Equatable {
    case anything
    case one
    case character(Character)
  }

  private let pieces: [Piece]

  /// Reads a pattern.
  package init(_ pattern: String) {
    var pieces: [Piece] = []
    var isEscaped = false
    for character in pattern {
      if isEscaped {
        pieces.append(.character(character))
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "%" {
        if pieces.last != .anything { pieces.append(.anything) }
      } else {
        pieces.append(character == "_" ? .one : .character(character))
      }
    }
    if isEscaped { pieces.append(.character("\\")) }
    self.pieces = pieces
  }

  /// Whether the whole text fits.
  package func fits(_ text: String) -> Bool {
    let text = Array(text)
    var (at, piece) = (0, 0)
    // Where to go on when what follows the last `%` does not fit.
    var retry: (at: Int, piece: Int)?
    while at < text.count {
      if piece < pieces.count, pieces[piece] == .anything {
        retry = (at, piece + 1)
        piece += 1
      } else if piece < pieces.count,
        pieces[piece] == .one || pieces[piece] == .character(text[at])
      {
        at += 1
        piece += 1
      } else if let last = retry {
        retry = (last.at + 1, last.piece)
        (at, piece) = (last.at + 1, last.piece)
      } else {
        return false
      }
    }
    return pieces[piece...].allSatisfy { $0 == .anything }
  }
}
