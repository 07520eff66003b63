import Geo
import Planning

/// What `--measure list` prints: measures, decays, reasons and indices, from their lists.
enum MeasureListText {
  static func print() throws {
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
    let output = try OutputFile("-")
    try output.write(text)
    try output.commit()
  }

  private static func options(_ about: MeasureDescription) -> String {
    func names(_ parameters: [MeasureParameter]) -> String {
      parameters.map { $0 == .exponent ? "--demand-exponent" : "--\($0.rawValue)" }
        .joined(separator: ", ")
    }
    let needs = about.needs.isEmpty ? "needs nothing" : "needs \(names(about.needs))"
    return about.takes.isEmpty ? needs : needs + "; takes \(names(about.takes))"
  }
}

/// The explanation of an origin's scores, for people to read.
enum ExplanationText {
  static func print(_ explanations: Explanations) throws {
    var text = ""
    for (i, part) in explanations.parts.enumerated() {
      text += (i == 0 ? "" : "\n") + "\(part.measure) of origin \(explanations.origin)"
      text += part.state.map { ", \($0.rawValue): " } ?? ": "
      switch part.score {
      case .missing(let reason): text += "none, \(reason.rawValue) (\(reason.meaning))\n"
      case .value(let score):
        text += JSONText.number(score) + "\n\n" + table(part.table.attributes, score)
      }
    }
    let output = try OutputFile("-")
    try output.write(text)
    try output.commit()
  }

  private static func table(_ attributes: Attributes, _ score: Double) -> String {
    var rows = [["destination", "cost", "supply", "adds", "share"]]
    for row in 0..<attributes.rowCount {
      func text(_ name: String) -> String { attributes[name]?.string(row) ?? "-" }
      let share = attributes["share"]?.double(row).map {
        JSONText.number(($0 * 1e4).rounded() / 1e4)
      }
      rows.append([
        text("destination_id"), text("cost"), text("supply"), text("contribution"), share ?? "-",
      ])
    }
    rows.append(["sum", "", "", JSONText.number(score), attributes.rowCount > 0 ? "1" : ""])
    return TextTable.render(rows, rightAligned: [1, 2, 3, 4])
  }
}
