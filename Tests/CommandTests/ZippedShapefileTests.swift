import TestSupport
import Testing

/// Zipped Shapefiles are unpacked while they are read, and nothing of that stays behind.
@Suite struct ZippedShapefileTests {
  @Test func refusedAndReadArchivesLeaveNothing() throws {
    let folder = try Scratch()
    try folder.write("tmp/none.txt", "")
    let shapes = ShapefileBytes(type: 1, shapes: [ShapefileBytes.point(893_000, 6_245_000)])
    var members = ZipBytes.members("t", shapes)
    try folder.write("sound.zip", ZipBytes(members).bytes)
    members[2] = ZipBytes.Member("t.dbf", shapes.dbf, isDeflated: true, statedSize: 10_000)
    try folder.write("bomb.zip", ZipBytes(members).bytes)
    for (name, code) in [("sound.zip", 0), ("bomb.zip", 65)] as [(String, Int32)] {
      let result = try AmpGeoProcess.run(
        ["layers", name], in: folder, environment: ["TMPDIR": folder.file("tmp")])
      #expect(result.exitCode == code, "\(result.errors)")
      #expect(Files.names(in: folder, "tmp") == ["none.txt"])
    }
  }
}
