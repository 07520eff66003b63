internal import Foundation

/// A regular expression that a whole text must match, with an end to its patience: some patterns
/// take ages to find out that a short text does not match.
///
/// **Complexity:** linear for usual patterns; a text that takes more than a fixed number of steps,
/// some tenths of a second, is undecided, the same on every machine.
/// **Source:** the syntax is that of ICU, https://unicode-org.github.io/icu/userguide/strings/regexp.html
public struct TextPattern: Sendable {
  /// What the pattern says of a text.
  public enum Answer: Sendable, Equatable {
    /// The whole text matches.
    case matches
    /// The text, or a part of it, does not match.
    case differs
    /// It would take too long to tell.
    case undecided
  }

  /// How often ICU reports on its way before it is stopped.
  private static let patience = 1000

  private let expression: NSRegularExpression

  /// Nil when the text is no regular expression.
  public init?(_ text: String) {
    guard let expression = try? NSRegularExpression(pattern: "\\A(?:\(text))\\z") else {
      return nil
    }
    self.expression = expression
  }

  /// Whether the whole text matches.
  public func answer(for text: String) -> Answer {
    var steps = 0
    var answer = Answer.differs
    expression.enumerateMatches(
      in: text, options: [.reportProgress], range: NSRange(text.startIndex..., in: text)
    ) { match, flags, stop in
      if match != nil { answer = .matches }
      if flags.contains(.internalError) { answer = .undecided }
      if flags.contains(.progress) {
        steps += 1
        if steps > Self.patience {
          answer = .undecided
          stop.pointee = true
        }
      }
    }
    return answer
  }
}
