extension Wording.Language {
  /// The language that the user's environment asks for: that of the first of `LC_ALL`, `LC_MESSAGES` and
  /// `LANG` that is set and not empty; French for `fr`, `fr_FR.UTF-8` and the like, else English.
  public static func spoken(
    _ variable: (String) -> String? = ProcessFacts.variable
  ) -> Wording.Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    let locale = names.lazy.compactMap(variable).first { !$0.isEmpty } ?? ""
    let code = locale.prefix { $0 != "_" && $0 != "." && $0 != "@" && $0 != "-" }
    return Wording.Language(rawValue: code.lowercased()) ?? .en
  }
}
