import GeoCore
import GeoFormats
import PlanningAccess

/// What lies behind the scores of some origins.
struct Explanations {
  var parts: [Part]

  /// What lies behind one score.
  struct Part {
    var measure: String
    var origin: String
    /// Of which state it is; nil without a scenario.
    var state: AccessRun.State?
    var score: Score
    var table: Layer
  }

  /// - Throws: `InputError` for a score that is no sum over destinations.
  init(
    ofOrigins origins: [Int], _ outcomes: [AccessRun.Outcome], in run: AccessRun
  ) throws {
    parts = try origins.flatMap { origin in
      try outcomes.flatMap { outcome in
        try run.states.map { state in
          Part(
            measure: outcome.name, origin: run.study.originIDs[origin].text,
            state: run.hasScenario ? state : nil,
            score: (outcome.result(state) ?? outcome.before).scores[origin],
            table: try AccessTables.explanation(of: outcome, state, in: run, origin: origin))
        }
      }
    }
  }

  /// The tables of all parts as one.
  var table: Layer {
    var geometries = Geometries(crs: .wgs84)
    var columns = parts.first?.table.attributes.columns ?? []
    for part in parts.dropFirst() {
      for i in columns.indices {
        columns[i].append(contentsOf: part.table.attributes.columns[i])
      }
    }
    for _ in 0..<(columns.first?.count ?? 0) { geometries.beginFeature(.null) }
    return Layer(
      name: "explanation", geometries: geometries, attributes: Attributes(columns: columns))
  }

  /// Prints all parts for people to read.
  func print() throws {
    let output = try OutputFile("-")
    try output.write(parts.map(Self.text).joined(separator: "\n"))
    try output.commit()
  }

  private static func text(_ part: Part) -> String {
    let state = part.state.map { ", \($0.rawValue)" } ?? ""
    var text = "\(part.measure) of origin \(VisibleText.escaped(part.origin))\(state): "
    switch part.score {
    case .missing(let reason): text += "none, \(reason.rawValue) (\(reason.meaning))\n"
    case .value(let score): text += JSONText.number(score) + "\n"
    }
    let table = part.table.attributes
    let hasDestinations = (0..<table.rowCount).contains {
      table["destination_id"]?.isMissing($0) == false
    }
    if hasDestinations || part.score.value != nil {
      text += "\n" + Self.table(table, part.score.value)
    }
    return text
  }

  private static func table(_ attributes: Attributes, _ score: Double?) -> String {
    var rows = [["destination", "cost", "supply", "adds", "share"]]
    for row in 0..<attributes.rowCount {
      func text(_ name: String) -> String { attributes[name]?.string(row) ?? "-" }
      let share = attributes["share"]?.double(row).map {
        JSONText.number(($0 * 1e4).rounded() / 1e4)
      }
      let adds = attributes["contribution"]?.string(row) ?? attributes["reason"]?.string(row)
      rows.append([text("destination_id"), text("cost"), text("supply"), adds ?? "-", share ?? "-"])
    }
    if let score {
      rows.append(["sum", "", "", JSONText.number(score), attributes.rowCount > 0 ? "1" : ""])
    }
    return TextTable.render(rows, rightAligned: [1, 2, 3, 4])
  }
}
