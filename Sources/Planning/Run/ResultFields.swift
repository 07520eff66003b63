public import GeoCore
import PlanningAccess
import PlanningStudies

/// The dictionary: every column of every result, by result.
///
/// Documents, maps and schemas read it. A new result is a line here.
public struct ResultFields: Sendable {
  /// As documents name it: `coverage`.
  public let result: String
  /// The columns in their order, with places in their names for layers and the like.
  public let fields: [Field]

  /// All results, in the order in which documents have them.
  public static let all = [
    ResultFields(
      result: "coverage",
      fields: [ZoneFields.area, ZoneFields.reason] + [
        CoverageFields.denominatorArea, CoverageFields.shareOf,
      ] + [PeopleFields.zone, PeopleFields.zone.lowest, PeopleFields.zone.highest]
        + [PeopleFields.zoneReason, CoverageFields.area, CoverageFields.share]
        + [CoverageFields.share.lowest, CoverageFields.share.highest, PeopleFields.layer]
        + [PeopleFields.layer.lowest, PeopleFields.layer.highest]
        + [
          PeopleFields.interval(of: PeopleFields.layer).low,
          PeopleFields.interval(of: PeopleFields.layer).high, PeopleFields.layerShare,
        ]
        + [CoverageFields.status]
        + [CoverageFields.reason]),
    ResultFields(result: "accessibility", fields: CellFields.all),
    ResultFields(result: "accessibility-cells", fields: CellFields.ofCells),
    ResultFields(result: "zoning-overlaps", fields: OverlapFields.all),
    ResultFields(result: "pairs", fields: OverlapFields.pairs),
    ResultFields(result: "summary", fields: SummaryFields.all),
    ResultFields(
      result: "transfer",
      fields: [
        ZoneFields.area, ZoneFields.reason, TransferFields.category, TransferFields.reason,
      ]),
    ResultFields(result: "transfer-long", fields: TransferFields.ofLongForm),
    ResultFields(result: "people", fields: PeopleFields.ofModel),
    ResultFields(result: "people-totals", fields: PeopleFields.ofTotals),
    ResultFields(result: "people-ledger", fields: LedgerFields.ofPeople),
    ResultFields(result: "transfer-ledger", fields: LedgerFields.ofTransfers),
    ResultFields(result: "scores", fields: ScoreFields.ofOrigins),
    ResultFields(result: "groups", fields: ScoreFields.ofGroups),
    ResultFields(result: "inequality", fields: ScoreFields.ofInequality),
    ResultFields(result: "explanation", fields: ScoreFields.ofExplanations),
    ResultFields(result: "costs", fields: StreetFields.ofCosts),
    ResultFields(result: "isochrones", fields: StreetFields.ofIsochrones),
    ResultFields(result: "indicators", fields: IndicatorFields.all),
    ResultFields(result: "indicator-list", fields: IndicatorFields.ofList),
    ResultFields(result: "reach", fields: ReachFields.all),
    ResultFields(result: "sites", fields: SiteFields.ofSites),
    ResultFields(result: "assignment", fields: SiteFields.ofAssignments),
  ]

  /// The field of a column of a result, with its places filled; of a comparison of scenarios too
  /// (`…_before`, `…_after`, `…_change`).
  /// - Parameter layers: the names of the layers that went into it.
  public static func field(named column: String, layers: [String]) -> Field? {
    for variant in Field.Variant.allCases where column.hasSuffix("_" + variant.rawValue) {
      let compared = String(column.dropLast(variant.rawValue.count + 1))
      if let field = field(named: compared, layers: layers) { return field.variant(variant) }
    }
    let templates = all.flatMap(\.fields)
    if let field = templates.first(where: { $0.name == column }) { return field }
    for layer in layers.sorted(by: { $0.count > $1.count }) where column.hasPrefix(layer + "_") {
      let words = layer.split(separator: "_").joined(separator: " ")
      for template in templates {
        let field = template.at(
          ["layer": layer, "set": layer], shown: ["layer": words, "set": words])
        if field.name == column { return field }
        if let places = column.places(in: field.name) { return field.at(places) }
      }
    }
    return nil
  }

  /// The fields as a table in Markdown, for documents.
  public var markdown: String {
    var lines = ["| field | unit | meaning |", "|---|---|---|"]
    for field in fields {
      let unit = field.unit ?? (field.kind == .share ? "0…1" : field.kind.shownUnit)
      var words = field.meaning.en
      if !field.values.isEmpty {
        words +=
          " " + field.values.map { "`\($0.value)`: \($0.label.en)" }.joined(separator: "; ")
          + "."
      }
      if !field.presence.isEmpty { words += " There \(field.presence.en)." }
      if let section = field.section { words += " See [\(section.sectionName)](\(section.here))." }
      lines.append("| `\(field.name.shownPlaces)` | \(unit) | \(words.placesAsCode) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Field.Kind {
  /// What stands for the unit of what is counted.
  fileprivate var shownUnit: String {
    switch self {
    case .people: "people"
    case .count: "count"
    default: ""
    }
  }
}

extension String {
  /// What stands in the places of a template, each without underscores; nil when the rest differs,
  /// or when there is nothing but places.
  fileprivate func places(in template: String) -> [String: String]? {
    var places: [String: String] = [:]
    var text = self[...]
    var pattern = template[...]
    while let next = pattern.first {
      guard next == "{", let close = pattern.firstIndex(of: "}") else {
        guard text.first == next else { return nil }
        text = text.dropFirst()
        pattern = pattern.dropFirst()
        continue
      }
      let name = String(pattern.dropFirst()[..<close])
      pattern = pattern[pattern.index(after: close)...]
      // The name of a group may have underscores: it has all up to what follows.
      if name == "group", !pattern.contains("{") {
        guard text.hasSuffix(pattern), text.count > pattern.count else { return nil }
        places[name] = String(text.dropLast(pattern.count))
        return places
      }
      let end =
        pattern.first.map { stop in text.firstIndex { $0 == stop || $0 == "_" } }
        ?? text.endIndex
      guard let end, end > text.startIndex else { return nil }
      places[name] = String(text[..<end])
      text = text[end...]
    }
    return text.isEmpty && !places.isEmpty ? places : nil
  }

  /// `<layer>` for `{layer}`.
  fileprivate var shownPlaces: String {
    String(map { $0 == "{" ? "<" : $0 == "}" ? ">" : $0 })
  }

  /// The same in a sentence, where a place that stands alone is set as code: a browser takes it for a
  /// tag otherwise.
  fileprivate var placesAsCode: String {
    var isCode = false
    var text = ""
    for letter in self {
      switch letter {
      case "`":
        isCode.toggle()
        text.append(letter)
      case "{": text += isCode ? "<" : "`<"
      case "}": text += isCode ? ">" : ">`"
      default: text.append(letter)
      }
    }
    return text
  }

  /// The section of a page without the page's ending and with blanks for hyphens.
  fileprivate var sectionName: String {
    let name = split(separator: "#").last.map(String.init) ?? self
    return String(name.replacing(".md", with: "").map { $0 == "-" ? " " : $0 })
  }

  /// The link from the page of outputs.
  fileprivate var here: String {
    hasPrefix("outputs.md#") ? String(dropFirst("outputs.md".count)) : self
  }
}
