internal import GeoCore
internal import GeoProjection

/// The coordinate reference system that a `.prj` file states.
///
/// **Text:** UTF-8 or UTF-16, with or without a byte order mark. What follows the definition is
/// passed over with a notice.
/// **Use:** a definition that PROJ reads and has an accurate way from. One that it cannot use is
/// overruled by `options.crs`, with a notice, since nothing else can be done with it. One whose
/// datum PROJ does not know is taken for the one system that has its ellipsoid and parameters,
/// provided that
/// the coordinates lie in the area of that (`fitting`).
struct ShapefileProjection {
  private(set) var crs: CRS
  /// What had to be decided, each a sentence.
  private(set) var notices: [String] = []
  /// Whether `crs` was found by ellipsoid and parameters.
  private(set) var isRecognized = false
  private var definition = ""
  private let path: String

  /// - Throws: `FormatError` when PROJ cannot read the definition, no system is given instead, and
  ///   `options.requiresCRS`.
  init(path: String, options: ReadOptions) throws(FormatError) {
    self.path = path
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let definition = Definition(try InputFile.bytes(of: path))
    func overruled(_ why: String, _ crs: CRS) -> String {
      "\(file) is no use: \(why); the layer is read in \(crs.shortName), as was asked for"
    }
    let found: IdentifiedCRS
    do throws(PROJError) {
      found = try CRS.identified(by: definition.text)
    } catch {
      let reason = definition.text.isEmpty ? "it is empty" : error.reason
      if let given = options.crs {
        crs = given
        notices = [overruled(reason, given)]
      } else if options.requiresCRS {
        throw FormatError(
          path: path, reason: "no coordinate reference system can be read from it: \(reason)",
          remedy: .anyOf("mend the file", "say the system with \(FileSetting.crs)"))
      } else {
        crs = definition.text.isEmpty ? .unknown : CRS(definition.text)
      }
      return
    }
    if let given = options.crs, found.isRecognized || !found.crs.isPlaced {
      crs = given
      notices = [overruled("PROJ has no accurate way from it to longitude and latitude", given)]
      return
    }
    crs = found.crs
    if definition.hasMore { notices = ["\(file): what follows the definition is passed over"] }
    isRecognized = found.isRecognized
    self.definition = definition.text
    if found.isRecognized {
      let name = (try? CRSDescription(of: crs).name) ?? ""
      notices.append(
        "\(file): PROJ knows no such datum; by its ellipsoid and parameters the system is \(crs)"
          + " \(name), and it is read as that")
    }
  }

  /// The same for a layer with coordinates in a box: a system that was only recognized must be one
  /// for their place, since elsewhere the same parameters go with other datums.
  /// - Throws: `FormatError` naming the system that it may be, unless `options.requiresCRS` is off.
  func fitting(_ box: Box, _ options: ReadOptions) throws(FormatError) -> ShapefileProjection {
    guard isRecognized, !box.isEmpty, let description = try? CRSDescription(of: crs) else {
      return self
    }
    if let degrees = try? Box.longitudeLatitude(of: box, in: crs), description.covers(degrees) {
      return self
    }
    guard !options.requiresCRS else {
      throw FormatError(
        path: path,
        reason: "PROJ knows no such datum; \(crs) \(description.name) has the same ellipsoid and"
          + " parameters, but the coordinates lie outside its area of use",
        remedy: "say the system with \(FileSetting.crs): \(crs) if it is that one all the same")
    }
    var unknown = self
    unknown.crs = CRS(definition)
    unknown.isRecognized = false
    unknown.notices = []
    return unknown
  }

  /// The text of a definition, freed of what writers put around it.
  struct Definition {
    let text: String
    /// Whether something stands behind the definition.
    let hasMore: Bool

    init(_ bytes: [UInt8]) {
      let whole = Self.decoded(bytes).filter { $0 != "\0" && $0 != "\u{FEFF}" }.trimmingSpaces()
      let end = Self.end(of: whole)
      text = String(whole[..<end])
      hasMore = whole[end...].contains { !$0.isWhitespace && $0 != "\u{1A}" && $0 != ";" }
    }

    private static func decoded(_ bytes: [UInt8]) -> String {
      func utf16(_ bytes: ArraySlice<UInt8>, isBig: Bool) -> String {
        let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { place in
          let (a, b) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
          return isBig ? a << 8 | b : b << 8 | a
        }
        return String(decoding: units, as: UTF16.self)
      }
      if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), isBig: false) }
      if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), isBig: true) }
      // Definitions begin with ASCII letters: a NUL beside one gives UTF-16 away.
      if bytes.count >= 4, bytes[0] != 0, bytes[1] == 0, bytes[3] == 0 {
        return utf16(bytes[...], isBig: false)
      }
      if bytes.count >= 4, bytes[0] == 0, bytes[1] != 0, bytes[2] == 0 {
        return utf16(bytes[...], isBig: true)
      }
      return String(decoding: bytes, as: UTF8.self)
    }

    /// Where the bracket closes that the first word opens; the end of a text without brackets, or
    /// with one that is never closed.
    private static func end(of text: String) -> String.Index {
      guard let open = text.firstIndex(where: { "[({".contains($0) }),
        text[..<open].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0.isWhitespace })
      else { return text.endIndex }
      var depth = 0
      var isQuoted = false
      for place in text.indices[open...] {
        switch text[place] {
        case "\"": isQuoted.toggle()
        case "[", "(", "{": if !isQuoted { depth += 1 }
        case "]", ")", "}":
          if !isQuoted { depth -= 1 }
          if !isQuoted, depth == 0 { return text.index(after: place) }
        default: break
        }
      }
      return text.endIndex
    }
  }
}
