import TestSupport

/// The files of a Shapefile in one run of bytes, for the fuzzer.
///
/// Four lengths of two bytes, low byte first, then the bytes of `.shp`, `.shx`, `.dbf`, `.prj`; what
/// remains is `.cpg`. Lengths beyond the end are cut; `.prj` and `.cpg` of no bytes are not there.
struct ShapefileParcel {
  private let files: [(ending: String, bytes: [UInt8])]

  init(_ bytes: [UInt8]) {
    var rest = bytes.dropFirst(8)
    var files: [(String, [UInt8])] = []
    for (i, ending) in ["shp", "shx", "dbf", "prj"].enumerated() {
      let isThere = bytes.count >= 8
      let length = isThere ? Int(bytes[2 * i]) | Int(bytes[2 * i + 1]) << 8 : 0
      files.append((ending, Array(rest.prefix(length))))
      rest = rest.dropFirst(length)
    }
    files.append(("cpg", Array(rest)))
    self.files = files
  }

  /// Writes the files and gives the path of the `.shp`.
  func write(to scratch: Scratch) throws -> String {
    for (ending, bytes) in files {
      let isOptional = ending == "prj" || ending == "cpg"
      if bytes.isEmpty, isOptional {
        try scratch.remove("t.\(ending)")
      } else {
        try scratch.write("t.\(ending)", bytes)
      }
    }
    return scratch.file("t.shp")
  }
}
