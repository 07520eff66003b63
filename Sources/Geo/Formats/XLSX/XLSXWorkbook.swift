internal import GeoCore

/// A workbook that is open for reading: its sheets, shared texts and formats.
///
/// **Source:** ECMA-376, part 1, clauses 18.2 (workbook), 18.4 (shared strings), 18.8 (styles).
struct XLSXWorkbook {
  struct Sheet {
    var name: String
    /// The part that holds it.
    var part: String
  }

  private let parts: XLSXParts
  private(set) var sheets: [Sheet] = []
  private(set) var dates = XLSXDates()
  /// The parts of shared texts and of formats; nil without them.
  private var textsPart: String?
  private var stylesPart: String?

  var path: String { parts.path }

  /// - Throws: `FormatError` when it is no workbook.
  init(path: String) throws(FormatError) {
    parts = try XLSXParts(path: path)
    let main =
      try XLSXParts.target("officeDocument", in: parts.relations(of: ""), base: "")
      ?? "xl/workbook.xml"
    guard parts.has(main) else {
      throw FormatError(
        path: path, reason: "this is no workbook of Excel: it has no \(main)",
        remedy: "save it as .xlsx in the program that wrote it")
    }
    try readSheets(main)
  }

  private mutating func readSheets(_ main: String) throws(FormatError) {
    let relations = try parts.relations(of: main)
    var listed: [(name: String, relation: String)] = []
    var is1904 = false
    try parts.scan(main) { name, attributes in
      if name == "sheet", let title = attributes["name"], let id = attributes["id"] {
        listed.append((title, id))
      }
      if name == "workbookPr", ["1", "true"].contains(attributes["date1904"]) { is1904 = true }
    }
    dates.countsFrom1904 = is1904
    let base = XLSXParts.folder(of: main)
    sheets = listed.compactMap { sheet in
      guard let relation = relations.first(where: { $0.id == sheet.relation }),
        relation.type.hasSuffix("/worksheet")
      else { return nil }
      return Sheet(name: sheet.name, part: XLSXParts.resolved(relation.target, base))
    }
    textsPart = XLSXParts.target("sharedStrings", in: relations, base: base)
    stylesPart = XLSXParts.target("styles", in: relations, base: base)
  }

  /// Has a scanner read a part.
  /// - Throws: `FormatError` when it is not there, damaged, or unpacks without end.
  func scan(_ part: String, with scanner: XMLScanner) throws(FormatError) {
    try parts.scan(part, with: scanner)
  }

  /// The shared texts, by their numbers.
  func sharedTexts() throws(FormatError) -> [String] {
    guard let part = textsPart else { return [] }
    let run = XLSXTextRun()
    var texts: [String] = []
    var size = 0
    try scan(
      part,
      with: XMLScanner(
        begin: { name, _ in run.begin(name) },
        end: { name in
          run.end(name)
          guard name == "si" else { return }
          texts.append(run.take())
          size += texts[texts.count - 1].utf8.count + 16
        }, text: { run.append($0) }))
    try MemoryBudget.require(reserved: size, used: size, toRead: path)
    return texts
  }

  /// What the numbers of cells stand for, by the cells' styles.
  func meanings() throws(FormatError) -> [XLSXDates.Meaning] {
    guard let part = stylesPart else { return [] }
    var declared: [Int: XLSXDates.Meaning] = [:]
    var styles: [Int] = []
    var isInCellStyles = false
    try scan(
      part,
      with: XMLScanner(
        begin: { name, attributes in
          switch name {
          case "numFmt":
            if let id = attributes["numFmtId"].flatMap({ Int($0) }),
              let code = attributes["formatCode"]
            {
              declared[id] = XLSXDates.meaning(of: code)
            }
          case "cellXfs": isInCellStyles = true
          case "xf" where isInCellStyles:
            styles.append(attributes["numFmtId"].flatMap { Int($0) } ?? 0)
          default: break
          }
        }, end: { if $0 == "cellXfs" { isInCellStyles = false } }, text: { _ in }))
    return styles.map { declared[$0] ?? XLSXDates.meaning(ofBuiltIn: $0) }
  }
}
