/// A pattern of paths as `.gitignore` writes them: `*` and `?` stop at slashes, `**` does not,
/// `[a-z]` and `[!a-z]` stand for one character, `\` takes the next as it is. A pattern with a slash
/// before its end starts at the folder of the file it stands in; any other matches at every depth. A
/// slash at its end matches folders only, and with them all that they hold.
///
/// **Source:** gitignore(5), "Pattern format"; POSIX.1-2017, XCU 2.13, Pattern Matching Notation.
struct PathPattern: Sendable, Equatable {
  private enum Piece: Equatable {
    case one(Unicode.Scalar)
    case any
    case anyRun
    /// `**` between slashes: any number of folders.
    case anyFolders
    case set([ClosedRange<Unicode.Scalar>], negated: Bool)
  }

  private let pieces: [Piece]
  private let isFolderOnly: Bool

  init(_ text: String) {
    var body = Array(text.unicodeScalars)
    isFolderOnly = body.last == "/"
    if isFolderOnly { body.removeLast() }
    let isAnchored = body.contains("/")
    if body.first == "/" { body.removeFirst() }
    pieces = (isAnchored ? [] : [.anyFolders]) + Self.pieces(of: body[...])
  }

  private static func pieces(of text: ArraySlice<Unicode.Scalar>) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text
    var isAtStart = true
    while let first = rest.first {
      if isAtStart, rest.starts(with: ["*", "*", "/"]) {
        pieces.append(.anyFolders)
        rest = rest.dropFirst(3)
        continue
      }
      isAtStart = first == "/"
      rest = rest.dropFirst()
      switch first {
      case "*" where rest.first == "*":
        // At the end it stands for all that is inside; elsewhere for any text.
        rest = rest.drop { $0 == "*" }
        pieces += [.anyFolders, .anyRun]
      case "*": pieces.append(.anyRun)
      case "?": pieces.append(.any)
      case "[":
        if let (set, after) = Self.set(in: rest) {
          pieces.append(set)
          rest = after
        } else {
          pieces.append(.one("["))
        }
      case "\\":
        guard let next = rest.first else { break }
        pieces.append(.one(next))
        rest = rest.dropFirst()
      default: pieces.append(.one(first))
      }
    }
    return pieces
  }

  /// The set that starts after `[`, and what follows it; nil when it is never closed.
  private static func set(
    in text: ArraySlice<Unicode.Scalar>
  ) -> (Piece, ArraySlice<Unicode.Scalar>)? {
    var rest = text
    let negated = rest.first == "!" || rest.first == "^"
    if negated { rest = rest.dropFirst() }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while let low = rest.first {
      rest = rest.dropFirst()
      if low == "]", !ranges.isEmpty { return (.set(ranges, negated: negated), rest) }
      var high = low
      if rest.first == "-", let end = rest.dropFirst().first, end != "]" {
        high = end
        rest = rest.dropFirst(2)
      }
      if low <= high { ranges.append(low...high) }
    }
    return nil
  }

  /// Whether a path below the pattern's folder matches, or lies in a folder that does.
  /// - Parameter isFolder: whether the path itself is that of a folder.
  func matches(_ path: String, isFolder: Bool = false) -> Bool {
    let scalars = Array(path.unicodeScalars)
    let ends = scalars.indices.filter { scalars[$0] == "/" }
    if ends.contains(where: { matchesWhole(scalars[..<$0]) }) { return true }
    return (isFolder || !isFolderOnly) && matchesWhole(scalars[...])
  }

  /// Whether the pieces match all of a text: by the set of pieces that can come next, a character at
  /// a time.
  ///
  /// **Complexity:** O(characters × pieces).
  private func matchesWhole(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    var states = closure(of: [0], isAtStart: true)
    for scalar in text {
      var next: Set<Int> = []
      for state in states where state < pieces.count {
        switch pieces[state] {
        case .one(let wanted): if scalar == wanted { next.insert(state + 1) }
        case .any: if scalar != "/" { next.insert(state + 1) }
        case .anyRun: if scalar != "/" { next.insert(state) }
        case .anyFolders: next.insert(state)
        case .set(let ranges, let negated):
          let isIn = ranges.contains { $0.contains(scalar) }
          if scalar != "/", isIn != negated { next.insert(state + 1) }
        }
      }
      states = closure(of: next, isAtStart: scalar == "/")
      if states.isEmpty { return false }
    }
    return states.contains(pieces.count)
  }

  /// The states that need no further character: a run may be empty, and folders end at slashes.
  private func closure(of states: Set<Int>, isAtStart: Bool) -> Set<Int> {
    var all = states
    var open = Array(states)
    while let state = open.popLast() {
      guard state < pieces.count else { continue }
      let canPass =
        pieces[state] == .anyRun || (pieces[state] == .anyFolders && isAtStart)
      if canPass, all.insert(state + 1).inserted { open.append(state + 1) }
    }
    return all
  }
}
