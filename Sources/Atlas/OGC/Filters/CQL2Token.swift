/// A word of a filter in CQL2's text.
///
/// **Source:** OGC 21-065r2, Common Query Language 2, annex B.
enum CQL2Token: Equatable {
  /// A name, or a keyword: told by what is expected.
  case word(String)
  /// A name between double quotes: never a keyword.
  case quoted(String)
  /// A text between single quotes.
  case text(String)
  case number(Double)
  case sign(String)

  /// The words of a filter with the place of each, counted in characters from 1.
  /// - Throws: `CQL2Error`.
  static func tokens(of text: String) throws(CQL2Error) -> [(token: CQL2Token, place: Int)] {
    guard text.utf8.count <= CQL2Parser.longestText else {
      throw CQL2Error(place: 1, reason: "it has more than \(CQL2Parser.longestText) bytes")
    }
    var scanner = Scanner(characters: Array(text))
    var tokens: [(token: CQL2Token, place: Int)] = []
    while let next = try scanner.next() { tokens.append(next) }
    return tokens
  }

  private struct Scanner {
    let characters: [Character]
    var at = 0

    private var current: Character? { at < characters.count ? characters[at] : nil }

    mutating func next() throws(CQL2Error) -> (token: CQL2Token, place: Int)? {
      while let character = current, character.isWhitespace { at += 1 }
      guard let character = current else { return nil }
      let place = at + 1
      switch character {
      case "'": return (.text(try quoted("'")), place)
      case "\"": return (.quoted(try quoted("\"")), place)
      case "(", ")", ",", "=", "+", "*", "/": return (sign(1), place)
      case "<", ">":
        let following = at + 1 < characters.count ? characters[at + 1] : " "
        let isLong = following == "=" || (character == "<" && following == ">")
        return (sign(isLong ? 2 : 1), place)
      case "-": return (sign(1), place)
      case _ where Self.isDigit(character) || character == ".": return (try number(), place)
      case _ where character.isLetter || character == "_" || character == ":":
        let start = at
        while let next = current, next.isLetter || next.isNumber || "_.:".contains(next) { at += 1 }
        return (.word(String(characters[start..<at])), place)
      default: throw CQL2Error(place: place, reason: "\"\(character)\" has no meaning here")
      }
    }

    private static func isDigit(_ character: Character) -> Bool {
      character.isASCII && character.isNumber
    }

    private mutating func sign(_ length: Int) -> CQL2Token {
      defer { at += length }
      return .sign(String(characters[at..<(at + length)]))
    }

    private mutating func quoted(_ mark: Character) throws(CQL2Error) -> String {
      let start = at
      at += 1
      var text = ""
      while let character = current {
        at += 1
        guard character == mark else {
          text.append(character)
          continue
        }
        guard current == mark else { return text }
        text.append(mark)
        at += 1
      }
      throw CQL2Error(place: start + 1, reason: "a text that begins here has no end")
    }

    private mutating func number() throws(CQL2Error) -> CQL2Token {
      let start = at
      while let character = current, Self.isDigit(character) || character == "." { at += 1 }
      if current == "e" || current == "E" {
        at += 1
        if current == "+" || current == "-" { at += 1 }
        while let character = current, Self.isDigit(character) { at += 1 }
      }
      guard let value = Double(String(characters[start..<at])), value.isFinite else {
        throw CQL2Error(place: start + 1, reason: "this is no number")
      }
      return .number(value)
    }
  }
}

/// What is wrong with a filter, and where.
struct CQL2Error: Error, Equatable {
  /// Counted in characters from 1.
  var place: Int
  var reason: String
}
