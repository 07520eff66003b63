internal import CShapefile
internal import GeoCore

/// A dBASE table: the attributes of a Shapefile.
///
/// **Encoding:** what `.cpg` says, unless it is empty, else the header's language driver, else UTF-8
/// when all text is that, else Windows-1252, with a notice.
/// **Complexity:** O(bytes).
///
/// **Source:** dBASE III file format, as Esri's white paper J-7855 and libshp have it.
final class DBFTable {
  private(set) var attributes: Attributes
  private(set) var notices: [String] = []
  /// The records of the file, deleted ones too.
  let recordCount: Int
  private var deleted: Set<Int> = []

  /// - Throws: `FormatError`.
  init(path: String, encodingPath: String?) throws(FormatError) {
    let file = try DBFFile(path: path)
    recordCount = file.recordCount
    let (decoder, isGuessed) = try Self.decoder(file, encodingPath)
    var cells: [DBFCells] = []
    var names: Set<String> = []
    for index in 0..<file.fieldCount {
      var field = file.field(index)
      guard let name = field.rawName.withUnsafeBytes(decoder.string) else {
        throw FormatError(
          path: path, reason: "the name of field \(index + 1) is not \(decoder.encoding.name)",
          remedy: "name the true encoding in a .cpg file")
      }
      let base = name.isEmpty ? "field" : name
      field.name = base
      var suffix = 2
      while !names.insert(field.name).inserted {
        field.name = "\(base)_\(suffix)"
        suffix += 1
      }
      if field.name != name { notices.append("a field named \"\(name)\" is read as \(field.name)") }
      cells.append(try DBFCells(field, decoder: decoder, path: path))
    }
    for record in 0..<recordCount {
      let bytes = try file.record(record)
      if bytes.first == UInt8(ascii: "*") {
        deleted.insert(record)
        continue
      }
      for index in cells.indices { try cells[index].append(bytes, row: record + 1) }
    }
    attributes = Attributes(rowCount: recordCount - deleted.count)
    for cell in cells { attributes.set(cell.column) }
    if !deleted.isEmpty { notices.append("\(deleted.count) deleted records are left out") }
    notices += cells.flatMap(\.notices)
    if isGuessed {
      notices.append(
        "nothing says how the table's text is encoded: read as \(decoder.encoding.name)")
    }
  }

  func isDeleted(_ record: Int) -> Bool { deleted.contains(record) }

  /// What reads the text, and whether it is a guess that makes a difference.
  ///
  /// A language driver that names an encoding which is not known here matters only where there is
  /// text that is not ASCII.
  private static func decoder(
    _ file: DBFFile, _ encodingPath: String?
  ) throws(FormatError) -> (DBFDecoder, isGuessed: Bool) {
    var refusal: FormatError?
    let label = try encodingPath.map { path throws(FormatError) in
      let text = String(decoding: try InputFile.bytes(of: path).prefix(80), as: UTF8.self)
      return text.filter { $0 != "\0" && $0 != "\u{FEFF}" }.trimmingSpaces()
    }
    // An empty file says nothing.
    if let encodingPath, let label, !label.isEmpty {
      let encoding = DBFEncoding(label: label)
      if let encoding, let decoder = DBFDecoder(encoding) { return (decoder, false) }
      let isNamed = encoding.map { $0.name.contains("(") } ?? false
      throw FormatError(
        path: encodingPath,
        reason:
          "the encoding \(JSONText.encode(label))\(isNamed ? ", \(encoding?.name ?? "")," : "")"
          + " is not known here",
        remedy: isNamed
          ? "export the table again in UTF-8"
          : "write UTF-8, ISO-8859-1, or the number of a code page such as 1252")
    }
    if let encoding = DBFEncoding(languageDriver: file.languageDriver) {
      if let decoder = DBFDecoder(encoding) { return (decoder, false) }
      refusal = FormatError(
        path: file.path, reason: "the encoding of its text, \(encoding.name), is not known here",
        remedy: "export it again in UTF-8")
    }
    let text = try file.textKind()
    if let refusal, text != .ascii { throw refusal }
    let encoding: DBFEncoding = text == .other ? .windows1252 : .utf8
    guard let decoder = DBFDecoder(encoding) else {
      throw FormatError(
        path: file.path, reason: "its text is not UTF-8, and \(encoding.name) is not known here",
        remedy: "export it again in UTF-8")
    }
    return (decoder, text != .ascii)
  }
}
