import GeoCore
import GeoFormats
import PlanningAccess

/// What `--measure list` prints: measures, decays, reasons and indices, from their lists.
enum MeasureListText {
  /// - Parameter path: where to; `-` is standard output.
  static func print(to path: String) throws {
    var text = "Measures (--measure):\n"
    for type in Measures.all {
      let about = type.about
      text += "\n  \(about.name)\n    \(about.summary)\n    \(about.formula)\n"
      text += "    \(options(about))\n    \(about.source)\n"
    }
    text += "\nDecays f(c) of a cost c (--decay):\n"
    for type in Decays.all {
      let about = type.about
      text += "\n  \(about.example)\n    \(about.formula)\n    \(about.source)\n"
    }
    text += "\nWhy a score is null:\n\n"
    text += TextTable.render(MissingReason.allCases.map { ["  " + $0.rawValue, $0.meaning] })
    text += "\nInequality over people (--inequality):\n"
    for index in InequalityIndices.all() {
      text += "\n  \(index.name)\n    \(index.formula)\n    \(index.source)\n"
    }
    let output = try OutputFile(path)
    try output.write(text)
    try output.commit()
  }

  private static func options(_ about: MeasureDescription) -> String {
    func names(_ parameters: [MeasureParameter]) -> String {
      parameters.map(\.option).joined(separator: ", ")
    }
    let needs = about.needs.isEmpty ? "needs nothing" : "needs \(names(about.needs))"
    return about.takes.isEmpty ? needs : needs + "; takes \(names(about.takes))"
  }
}

extension MeasureParameter {
  /// The options, spelled once: it takes the help of the command.
  private static let options = Dictionary(
    uniqueKeysWithValues: allCases.map { parameter in
      (parameter, AccessibilityCommand.door.words(for: parameter.setting, value: nil))
    })

  /// The option that gives it.
  var option: String { (Self.options[self] ?? nil) ?? rawValue }
}
