internal import GeoCore

/// The parts of a workbook's file: XML documents in a ZIP archive, which name each other by relations.
///
/// **Bounds:** of a part no more is unpacked than 256 MiB, or 200 times the size of the file; the file
/// is refused beyond.
///
/// **Source:** ECMA-376, part 1, clause 12.3; part 2, clauses 8 and 9.
struct XLSXParts {
  let path: String
  private let archive: ZipArchive
  private let members: [String: ZipArchive.Member]

  /// - Throws: `FormatError` when it is no such file.
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
  }

  func has(_ part: String) -> Bool { members[part] != nil }

  /// Reads a part to its end, or as far as it is wanted.
  /// - Parameter begin: sees the elements that begin.
  func scan(
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

  /// A link from a part to another.
  struct Relation {
    var id: String
    var type: String
    var target: String
  }

  /// The links of a part within the file; none when it has no list of them.
  func relations(of part: String) throws(FormatError) -> [Relation] {
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

  /// The part that a relation of a type leads to.
  static func target(_ type: String, in relations: [Relation], base: String) -> String? {
    relations.first { $0.type.hasSuffix("/" + type) }.map { resolved($0.target, base) }
  }

  /// The folder of a part with its slash: `xl/`.
  static func folder(of part: String) -> String {
    part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
  }

  /// A target as the name of a part.
  static func resolved(_ target: String, _ base: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var steps: [Substring] = []
    for step in (base + target).split(separator: "/") {
      if step == ".." { _ = steps.popLast() } else if step != "." { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }
}
