/// A pattern of paths as `.gitignore` writes them: `*` and `?` stop at slashes, `**` does not,
/// `[a-z]` and `[!a-z]` stand for one character, `[[:alpha:]]` and its like for one of a class of ASCII
/// characters, `\` takes the next as it is. `**` is special between slashes, and at an end beside one;
/// anywhere else it is as good as `*`. A pattern with a slash before its end starts at the folder of the
/// file it stands in; any other matches at every depth. A slash at its end matches folders only, and
/// with them all that they hold. A pattern with a `[` that nothing closes, or a class that does not exist,
/// matches nothing, as in git.
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
    /// What nothing matches.
    case nothing
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
      if isAtStart, rest.elementsEqual(["*", "*"]) {
        // At the end it stands for all that is inside.
        pieces += [.anyFolders, .anyRun]
        break
      }
      isAtStart = first == "/"
      rest = rest.dropFirst()
      switch first {
      case "*":
        rest = rest.drop { $0 == "*" }
        pieces.append(.anyRun)
      case "?": pieces.append(.any)
      case "[":
        guard let (set, after) = Self.set(in: rest) else { return [.nothing] }
        pieces.append(set)
        rest = after
      case "\\":
        guard let next = rest.first else { break }
        pieces.append(.one(next))
        rest = rest.dropFirst()
      default: pieces.append(.one(first))
      }
    }
    return pieces
  }

  /// The set that starts after `[`, and what follows it; nil when it is never closed, or no set.
  private static func set(
    in text: ArraySlice<Unicode.Scalar>
  ) -> (Piece, ArraySlice<Unicode.Scalar>)? {
    var rest = text
    let negated = rest.first == "!" || rest.first == "^"
    if negated { rest = rest.dropFirst() }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    var isFirst = true
    while let next = rest.first {
      rest = rest.dropFirst()
      if next == "]", !isFirst { return (.set(ranges, negated: negated), rest) }
      isFirst = false
      if next == "[", let (name, after) = className(in: rest) {
        guard let members = classes[name] else { return nil }
        ranges += members
        rest = after
        continue
      }
      guard let low = next == "\\" ? rest.popFirst() : next else { return nil }
      var high = low
      if rest.first == "-", let end = rest.dropFirst().first, end != "]" {
        rest = rest.dropFirst(2)
        guard let last = end == "\\" ? rest.popFirst() : end else { return nil }
        high = last
      }
      if low <= high { ranges.append(low...high) }
    }
    return nil
  }

  /// The name in `:name:]`, and what follows it.
  private static func className(
    in text: ArraySlice<Unicode.Scalar>
  ) -> (String, ArraySlice<Unicode.Scalar>)? {
    guard text.first == ":" else { return nil }
    let rest = text.dropFirst()
    guard let end = rest.firstIndex(of: "]"), end > rest.startIndex, rest[end - 1] == ":" else {
      return nil
    }
    var name = String.UnicodeScalarView()
    name.append(contentsOf: rest[..<(end - 1)])
    return (String(name), rest[(end + 1)...])
  }

  /// The classes of POSIX, of ASCII alone, as git has them.
  ///
  /// **Source:** POSIX.1-2017, XBD 7.3.1, LC_CTYPE.
  private static let classes: [String: [ClosedRange<Unicode.Scalar>]] = [
    "alnum": ["0"..."9", "A"..."Z", "a"..."z"], "alpha": ["A"..."Z", "a"..."z"],
    "blank": [" "..." ", "\t"..."\t"], "cntrl": ["\0"..."\u{1F}", "\u{7F}"..."\u{7F}"],
    "digit": ["0"..."9"], "graph": ["!"..."~"], "lower": ["a"..."z"], "print": [" "..."~"],
    "punct": ["!"..."/", ":"..."@", "["..."`", "{"..."~"], "space": ["\t"..."\r", " "..." "],
    "upper": ["A"..."Z"], "xdigit": ["0"..."9", "A"..."F", "a"..."f"],
  ]

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
        case .nothing: break
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
