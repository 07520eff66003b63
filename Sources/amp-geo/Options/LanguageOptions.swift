public import ArgumentParser
public import GeoCore

/// The language of what people read.
struct LanguageOptions: ParsableArguments {
  @Option(
    name: .customLong("lang"),
    help: ArgumentHelp(
      "The language of titles, legends and numbers: fr, en (that of LC_ALL, LC_MESSAGES, LANG).",
      valueName: "code"))
  var givenLanguage: Wording.Language?

  var language: Wording.Language { givenLanguage ?? .spoken() }
}

extension Wording.Language: ExpressibleByArgument {}
