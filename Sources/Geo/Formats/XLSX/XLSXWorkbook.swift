internal import GeoCore

/// A workbook that is open for reading: its sheets, shared texts and formats.
///
/// **Bounds:** of a part no more is unpacked than 256 MiB, or 200 times the size of the file; the file
/// is refused beyond.
///
/// **Source:** ECMA-376, part 1, clauses 12.3, 18.2 (workbook), 18.4 (shared strings), 18.8 (styles).
struct XLSXWorkbook {
  struct Sheet {
    var name: String
    /// The part that holds it.
    var part: String
  }

  let path: String
  private let archive: ZipArchive
  private let members: [String: ZipArchive.Member]
  private(set) var sheets: [Sheet] = []
  private(set) var dates = XLSXDates()

  /// - Throws: `FormatError` when it is no workbook.
  init(path: String) throws(FormatError) {
    self.path = path
    let head = try InputFile.head(of: path, count: 4).bytes
    guard head == [0x50, 0x4B, 3, 4] else {
      let isOld = head == [0xD0, 0xCF, 0x11, 0xE0]
      throw FormatError(
        path: path,
        reason: isOld
          ? "this is a workbook of the old form (.xls), or one with a password"
          : "this is no workbook of Excel: it is no ZIP archive",
        remedy: isOld
          ? "save it as .xlsx without a password"
          : "save it as .xlsx, or give it the ending of its format")
    }
    archive = try ZipArchive(path: path)
    members = Dictionary(archive.members.map { ($0.name, $0) }) { first, _ in first }
    let main =
      try Self.target(
        "officeDocument", in: relations(of: ""), base: "") ?? "xl/workbook.xml"
    guard members[main] != nil else {
      throw FormatError(
        path: path, reason: "this is no workbook of Excel: it has no \(main)",
        remedy: "save it as .xlsx in the program that wrote it")
    }
    try readSheets(main)
  }

  private mutating func readSheets(_ main: String) throws(FormatError) {
    let relations = try relations(of: main)
    var listed: [(name: String, relation: String)] = []
    var is1904 = false
    try scan(main) { name, attributes in
      if name == "sheet", let title = attributes["name"], let id = attributes["id"] {
        listed.append((title, id))
      }
      if name == "workbookPr", ["1", "true"].contains(attributes["date1904"]) { is1904 = true }
    }
    dates.countsFrom1904 = is1904
    let base = Self.folder(of: main)
    sheets = listed.compactMap { sheet in
      guard let relation = relations.first(where: { $0.id == sheet.relation }),
        relation.type.hasSuffix("/worksheet")
      else { return nil }
      return Sheet(name: sheet.name, part: Self.resolved(relation.target, base))
    }
    parts = (
      Self.target("sharedStrings", in: relations, base: base),
      Self.target("styles", in: relations, base: base)
    )
  }

  private var parts: (strings: String?, styles: String?) = (nil, nil)

  // MARK: Parts

  /// Reads a part to its end, or as far as it is wanted.
  /// - Parameter begin: sees the elements that begin.
  private func scan(
    _ part: String, _ begin: @escaping (String, XMLScanner.Attributes) -> Void
  ) throws(FormatError) {
    try scan(part, with: XMLScanner(begin: begin, end: { _ in }, text: { _ in }))
  }

  /// Has a scanner read a part.
  /// - Throws: `FormatError` when it is not there, damaged, or unpacks without end.
  func scan(_ part: String, with scanner: XMLScanner) throws(FormatError) {
    guard let member = members[part] else {
      throw FormatError(
        path: path, reason: "its part \(part) is missing",
        remedy: "the file is damaged: save it anew in the program that wrote it")
    }
    let most = max(256 << 20, 200 * archive.fileSize)
    guard member.size <= most else {
      throw FormatError(
        path: path,
        reason: "unpacked, its part \(part) would have \(member.size) bytes: it is made to"
          + " fill the memory", remedy: "do not trust this file")
    }
    var failure: XMLScanner.Failure?
    try archive.read(member) { bytes in
      do throws(XMLScanner.Failure) {
        return try scanner.feed(bytes)
      } catch {
        failure = error
        return false
      }
    }
    if failure == nil {
      do throws(XMLScanner.Failure) {
        _ = try scanner.feed(UnsafeRawBufferPointer(start: nil, count: 0))
      } catch {
        failure = error
      }
    }
    if let failure {
      throw FormatError(
        path: path,
        reason: "its part \(part), line \(failure.line), cannot be read: \(failure.reason)",
        remedy: "the file is damaged: save it anew in the program that wrote it")
    }
  }

  private struct Relation {
    var id: String
    var type: String
    var target: String
  }

  private func relations(of part: String) throws(FormatError) -> [Relation] {
    let folder = Self.folder(of: part)
    let file = part.dropFirst(folder.count)
    let list = "\(folder)_rels/\(file).rels"
    guard members[list] != nil else { return [] }
    var found: [Relation] = []
    try scan(list) { name, attributes in
      guard name == "Relationship", let id = attributes["Id"], let type = attributes["Type"],
        let target = attributes["Target"], attributes["TargetMode"] != "External"
      else { return }
      found.append(Relation(id: id, type: type, target: target))
    }
    return found
  }

  private static func target(_ type: String, in relations: [Relation], base: String) -> String? {
    relations.first { $0.type.hasSuffix("/" + type) }.map { resolved($0.target, base) }
  }

  /// The folder of a part with its slash: `xl/`.
  private static func folder(of part: String) -> String {
    part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
  }

  private static func resolved(_ target: String, _ base: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var steps: [Substring] = []
    for step in (base + target).split(separator: "/") {
      if step == ".." { _ = steps.popLast() } else if step != "." { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }

  // MARK: Texts and formats

  /// The shared texts, by their numbers.
  func sharedTexts() throws(FormatError) -> [String] {
    guard let part = parts.strings else { return [] }
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
    guard let part = parts.styles else { return [] }
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

/// The text of an item that may be made of several runs, without what is said of its pronunciation.
final class XLSXTextRun {
  private var bytes: [UInt8] = []
  private var isInText = false
  private var phonetics = 0

  func begin(_ name: String) {
    if name == "rPh" { phonetics += 1 }
    if name == "t" { isInText = true }
  }

  func end(_ name: String) {
    if name == "rPh" { phonetics -= 1 }
    if name == "t" { isInText = false }
  }

  func append(_ text: UnsafeBufferPointer<UInt8>) {
    if isInText, phonetics == 0 { bytes.append(contentsOf: text) }
  }

  /// The text so far, with `_x000D_` and the like as the characters that they stand for.
  func take() -> String {
    defer { bytes.removeAll(keepingCapacity: true) }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains("_x") else { return text }
    var result = ""
    var rest = text[...]
    while let mark = rest.firstRange(of: "_x") {
      result += rest[..<mark.lowerBound]
      let digits = rest[mark.upperBound...].prefix(4)
      let after = rest[mark.upperBound...].dropFirst(4)
      if digits.count == 4, after.first == "_", let code = UInt32(digits, radix: 16),
        let scalar = Unicode.Scalar(code)
      {
        result.unicodeScalars.append(scalar)
        rest = after.dropFirst()
      } else {
        result += "_x"
        rest = rest[mark.upperBound...]
      }
    }
    return result + rest
  }
}
