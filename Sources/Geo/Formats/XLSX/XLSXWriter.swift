internal import CXlsxWriter
internal import GeoCore

/// Writes layers as the sheets of a workbook, by libxlsxwriter.
struct XLSXWriter {
  let options: WriteOptions

  /// What a sheet holds at most: rows with the header, columns, characters of a cell.
  private static let mostRows = 1_048_576
  private static let mostColumns = 16_384
  private static let mostCharacters = 32_767

  func write(_ layers: [Layer], to output: OutputFile) throws {
    for layer in layers { try requireFit(layer) }
    guard let book = output.path.withCString({ workbook_new($0) }) else {
      throw OutputError(path: output.destination, reason: "not enough memory", kind: .inputOutput)
    }
    var isOpen = true
    defer { if isOpen { workbook_close(book) } }
    setProperties(book, layers)
    let formats = Formats(
      date: Self.format(book, "yyyy-mm-dd"), dateTime: Self.format(book, "yyyy-mm-dd hh:mm:ss"),
      time: Self.format(book, "hh:mm:ss"))
    var taken: Set<String> = []
    for layer in layers {
      let name = Self.sheetName(layer.name, taken: &taken)
      let sheet = name.withCString { workbook_add_worksheet(book, $0) }
      guard let sheet else {
        throw OutputError(
          path: output.destination, reason: "the sheet \(name) cannot be made", kind: .inputOutput)
      }
      try write(layer, to: sheet, formats)
    }
    isOpen = false
    let code = workbook_close(book)
    guard code == LXW_NO_ERROR else {
      throw OutputError(
        path: output.destination, reason: "writing failed: \(String(cString: lxw_strerror(code)))",
        kind: .inputOutput)
    }
  }

  private struct Formats {
    var date: UnsafeMutablePointer<lxw_format>?
    var dateTime: UnsafeMutablePointer<lxw_format>?
    var time: UnsafeMutablePointer<lxw_format>?
  }

  private static func format(
    _ book: UnsafeMutablePointer<lxw_workbook>, _ pattern: String
  ) -> UnsafeMutablePointer<lxw_format>? {
    let format = workbook_add_format(book)
    pattern.withCString { format_set_num_format(format, $0) }
    return format
  }

  /// No clock is read: the time of making is 1980-01-01, as that of ZIP entries.
  private func setProperties(_ book: UnsafeMutablePointer<lxw_workbook>, _ layers: [Layer]) {
    let title = layers.first?.title ?? layers.first?.name ?? ""
    let comments = layers.first?.abstract ?? ""
    title.withMutableCString { title in
      comments.withMutableCString { comments in
        var properties = lxw_doc_properties()
        properties.title = title
        properties.comments = comments
        properties.created = 315_532_800
        workbook_set_properties(book, &properties)
      }
    }
  }

  private func requireFit(_ layer: Layer) throws(FormatError) {
    let columns = layer.attributes.columns.count + 3
    guard layer.count < Self.mostRows, columns <= Self.mostColumns else {
      throw FormatError(
        path: layer.path.isEmpty ? layer.name : layer.path,
        reason: "the layer has \(layer.count) rows and \(columns) columns, and a sheet holds"
          + " \(Self.mostRows - 1) and \(Self.mostColumns)",
        remedy: "write it as CSV or GeoPackage")
    }
  }

  /// A name as Excel takes it: 31 characters at most, none of `[]:*?/\`, no apostrophe at either end,
  /// not `History`, and different from all others whatever the case.
  private static func sheetName(_ name: String, taken: inout Set<String>) -> String {
    var base = String(name.map { "[]:*?/\\\0".contains($0) ? "_" : $0 })
    base = String(base.drop { $0 == "'" })
    while base.last == "'" { base.removeLast() }
    if base.isEmpty || base.lowercased() == "history" { base = "layer" + base }
    func shortened(_ suffix: String) -> String {
      var kept = base
      while kept.utf16.count + suffix.utf16.count > 31 { kept.removeLast() }
      return kept + suffix
    }
    var result = shortened("")
    var number = 2
    while !taken.insert(result.lowercased()).inserted {
      result = shortened("_\(number)")
      number += 1
    }
    return result
  }

  // MARK: Cells

  private func write(
    _ layer: Layer, to sheet: UnsafeMutablePointer<lxw_worksheet>, _ formats: Formats
  ) throws {
    let plan = try CSVWriter(layer, options: options, delimiter: ",")
    var place: UInt16 = 0
    if plan.hasIDs {
      write("id", to: sheet, 0, place)
      for row in 0..<layer.count {
        guard let id = layer.ids[row] else { continue }
        if id.isNumber, let number = Double(id.text), String(Int(exactly: number) ?? 0) == id.text {
          worksheet_write_number(sheet, UInt32(row + 1), place, number, nil)
        } else {
          write(id.text, to: sheet, UInt32(row + 1), place)
        }
      }
      place += 1
    }
    for (i, column) in layer.attributes.columns.enumerated() {
      write(column.name, to: sheet, 0, place)
      if plan.overwritten.x == i || plan.overwritten.y == i {
        writeCoordinates(of: layer, isX: plan.overwritten.x == i, plan.decimals, to: sheet, place)
      } else {
        try write(column, of: layer, to: sheet, place, formats)
      }
      place += 1
    }
    for (name, isX) in plan.added {
      write(name, to: sheet, 0, place)
      writeCoordinates(of: layer, isX: isX, plan.decimals, to: sheet, place)
      place += 1
    }
    worksheet_freeze_panes(sheet, 1, 0)
  }

  private func writeCoordinates(
    of layer: Layer, isX: Bool, _ decimals: Int, to sheet: UnsafeMutablePointer<lxw_worksheet>,
    _ place: UInt16
  ) {
    for row in 0..<layer.count {
      guard let vertex = layer.geometries.vertices(ofFeature: row).first else { continue }
      let value = isX ? layer.geometries.x(vertex) : layer.geometries.y(vertex)
      let shown = Double(CSVWriter.text(value, decimals)) ?? value
      worksheet_write_number(sheet, UInt32(row + 1), place, shown, nil)
    }
  }

  private func write(
    _ column: Column, of layer: Layer, to sheet: UnsafeMutablePointer<lxw_worksheet>,
    _ place: UInt16, _ formats: Formats
  ) throws(FormatError) {
    let times = Self.serials(of: column)
    for i in 0..<layer.count where !column.isMissing(i) {
      let row = UInt32(i + 1)
      if let serial = times?.serials[i] {
        let format =
          switch times?.sort {
          case .date: formats.date
          case .dateTime: formats.dateTime
          case .time, nil: formats.time
          }
        worksheet_write_number(sheet, row, place, serial, format)
      } else if let flag = column.bool(i) {
        worksheet_write_boolean(sheet, row, place, flag ? 1 : 0, nil)
      } else if let number = column.double(i), number.isFinite, Self.isExact(column, i, number) {
        worksheet_write_number(sheet, row, place, number, nil)
      } else {
        let text = column.string(i) ?? ""
        guard text.utf16.count <= Self.mostCharacters, !text.contains("\0") else {
          throw FormatError(
            path: layer.path, feature: layer.label(ofFeature: i),
            reason: "column \(column.name): the text has NUL, or more than the"
              + " \(Self.mostCharacters) characters that a cell holds",
            remedy: "correct it, or write GeoJSON")
        }
        write(text, to: sheet, row, place)
      }
    }
  }

  /// Whole numbers beyond 2^53 are text in a sheet, which has doubles alone.
  private static func isExact(_ column: Column, _ i: Int, _ number: Double) -> Bool {
    column.kinds[i] != .integer || abs(number) <= 9_007_199_254_740_992
  }

  /// The days and parts of days that Excel counts from 1899-12-30, when all values of a column are of
  /// one sort, lie after February 1900, of which Excel has a day too many, and state no other offset
  /// from UTC than none.
  private static func serials(of column: Column) -> (sort: TimeText.Sort, serials: [Double?])? {
    guard let sort = TimeText.sort(of: column) else { return nil }
    var serials: [Double?] = []
    for i in column.kinds.indices {
      guard let time = column.string(i).flatMap({ TimeText($0) }) else {
        serials.append(nil)
        continue
      }
      guard time.offsetMinutes ?? 0 == 0 else { return nil }
      let days = sort == .time ? 0 : time.daysSince1970 + 25_569
      guard sort == .time || days >= 61 else { return nil }
      serials.append(Double(days) + time.secondsOfDay / 86_400)
    }
    return (sort, serials)
  }

  private func write(
    _ text: String, to sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32, _ place: UInt16
  ) {
    _ = Self.escaped(text).withCString { worksheet_write_string(sheet, row, place, $0, nil) }
  }

  /// The text with U+FFFE and U+FFFF, which XML cannot hold, as workbooks write them, `_xFFFE_`, and
  /// with what looks like such a code in the text itself set apart from them; libxlsxwriter writes the
  /// codes of control characters alone.
  private static func escaped(_ text: String) -> String {
    let hasForbidden = text.unicodeScalars.contains { $0.value == 0xFFFE || $0.value == 0xFFFF }
    guard hasForbidden || text.contains("_x") else { return text }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    for (i, scalar) in scalars.enumerated() {
      switch scalar.value {
      case 0xFFFE: result.append(contentsOf: "_xFFFE_".unicodeScalars)
      case 0xFFFF: result.append(contentsOf: "_xFFFF_".unicodeScalars)
      case 0x5F where isCode(scalars[i...].prefix(7)):
        result.append(contentsOf: "_x005F_".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether the text is `_x`, four hexadecimal digits, `_`.
  private static func isCode(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    let part = Array(text)
    return part.count == 7 && part[1] == "x" && part[6] == "_"
      && part[2..<6].allSatisfy { $0.properties.isASCIIHexDigit }
  }
}

extension String {
  /// The text as C takes it where it does not say that it leaves it alone.
  fileprivate func withMutableCString<Result>(
    _ body: (UnsafeMutablePointer<CChar>) -> Result
  ) -> Result {
    var bytes = Array(utf8CString)
    return bytes.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
  }
}
