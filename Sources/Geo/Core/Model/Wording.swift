/// The same words in the languages that the program speaks.
public struct Wording: Sendable, Hashable {
  /// English.
  public var en: String
  /// French.
  public var fr: String

  /// The same words in English and French.
  public init(en: String, fr: String) {
    self.en = en
    self.fr = fr
  }

  /// A language that words are in, by its code of ISO 639-1.
  public enum Language: String, Sendable, CaseIterable {
    /// English.
    case en
    /// French.
    case fr
  }

  /// The words in one language.
  public subscript(language: Language) -> String {
    switch language {
    case .en: en
    case .fr: fr
    }
  }

  /// Whether there are no words in any language.
  public var isEmpty: Bool { en.isEmpty && fr.isEmpty }
}
