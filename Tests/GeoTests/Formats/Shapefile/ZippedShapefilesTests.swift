import Foundation
import GeoCore
import GeoFormats
import TestSupport
import Testing

@Suite struct ZippedShapefilesTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static func points(_ x: Double...) -> ShapefileBytes {
    ShapefileBytes(type: 1, shapes: x.map { ShapefileBytes.point($0, 6_245_000) })
  }

  private func archive(_ members: [ZipBytes.Member], _ name: String = "a.zip") throws -> String {
    try scratch.write(name, ZipBytes(members).bytes)
  }

  private func failure(_ path: String, _ layer: String? = nil) -> FormatError? {
    let error = #expect(throws: FormatError.self) {
      try LayerFormats.read(LayerSource(path: path, layerName: layer))
    }
    #expect(error?.remedy != nil)
    return error
  }

  @Test(arguments: ["a.zip", "a.shz", "A.ZIP", "zones.shp.zip"]) func oneLayer(_ name: String)
    throws
  {
    let plain = try LayerFormats.read(
      LayerSource(path: Self.points(893_000, 894_000).write(to: scratch)))
    let path = try archive(ZipBytes.members("t", Self.points(893_000, 894_000)), name)
    let zipped = try LayerFormats.read(LayerSource(path: path))
    #expect(zipped.geometries == plain.geometries)
    #expect(zipped.name == "t" && zipped.path == path && zipped.crs == .lambert93)
    #expect(zipped.attributes["n"]?.integer(1) == 2)
    #expect(try ShapefileFormat().layerNames(path: path) == ["t"])
  }

  @Test func severalLayers() throws {
    let path = try archive(
      ZipBytes.members("data/one", Self.points(893_000))
        + ZipBytes.members("data/two", Self.points(893_000, 894_000))
        + [
          ZipBytes.Member("readme.txt", Array("hello".utf8)), ZipBytes.Member("data/", []),
          ZipBytes.Member("__MACOSX/data/._one.shp", [0]), ZipBytes.Member("data/._two.shp", [0]),
        ])
    #expect(try ShapefileFormat().layerNames(path: path) == ["one", "two"])
    let two = try LayerFormats.read(LayerSource(path: path, layerName: "two"))
    #expect(two.count == 2 && two.name == "two")
    let unnamed = failure(path)
    #expect(unnamed?.kind == .usage)
    #expect(unnamed?.reason.contains("one, two") == true)
    #expect(failure(path, "three")?.remedy == "its layers: one, two")
  }

  /// Two of the same name are told apart by their folders; endings and slashes come in all forms.
  @Test func namesOfMembers() throws {
    var members = ZipBytes.members("old/zones", Self.points(893_000))
    for member in ZipBytes.members("new/zones", Self.points(893_000, 894_000)) {
      members.append(member)
    }
    let path = try archive(members)
    #expect(try ShapefileFormat().layerNames(path: path) == ["old/zones", "new/zones"])
    #expect(
      try LayerFormats.read(LayerSource(path: path, layerName: "new/zones")).count == 2)
    let files = Self.points(893_000)
    let windows = try archive([
      ZipBytes.Member("data\\ZONES.SHP", files.shp), ZipBytes.Member("data\\Zones.shx", files.shx),
      ZipBytes.Member("data\\zones.Dbf", files.dbf),
      ZipBytes.Member("data\\zones.prj", files.prj ?? []),
    ])
    #expect(try LayerFormats.read(LayerSource(path: windows)).crs == .lambert93)
  }

  @Test(arguments: ["../t.shp", "a/../../t.shp", "/etc/t.shp", "C:\\t.shp", "..\\t.shp", "x/.."])
  func pathsThatClimb(_ name: String) throws {
    let path = try archive(
      ZipBytes.members("t", Self.points(893_000)) + [ZipBytes.Member(name, [1, 2, 3])])
    let error = failure(path)
    #expect(error?.reason.contains("climbs") == true)
    #expect(throws: FormatError.self) { try ShapefileFormat().layerNames(path: path) }
  }

  /// Sizes that the archive only says, and more bytes than it says.
  @Test func bombs() throws {
    var members = ZipBytes.members("t", Self.points(893_000))
    for size in [300 << 20, 0xFFFF_FFFE] {
      members[2] = ZipBytes.Member("t.dbf", Self.points(1).dbf, isDeflated: true, statedSize: size)
      #expect(try failure(archive(members))?.reason.contains("fill the disk") == true)
    }
    let much = [UInt8](repeating: 0x20, count: 200_000)
    members[2] = ZipBytes.Member("t.dbf", much, isDeflated: true, statedSize: 1000)
    let error = try failure(archive(members))
    #expect(error?.reason.contains("t.dbf") == true)
    members[2] = ZipBytes.Member("t.dbf", Self.points(1).dbf, isDeflated: true, statedSize: 10_000)
    #expect(try failure(archive(members)) != nil)
  }

  @Test func whatIsDamagedOrNothing() throws {
    let whole = ZipBytes(ZipBytes.members("t", Self.points(893_000))).bytes
    for kept in stride(from: 0, to: whole.count, by: 41) {
      _ = failure(try scratch.write("a.zip", Array(whole.prefix(kept))))
    }
    for place in stride(from: 0, to: whole.count, by: 17) {
      var changed = whole
      changed[place] ^= 0xFF
      let path = try scratch.write("a.zip", changed)
      // Some bytes say nothing; whatever else happens, nothing worse than an error.
      _ = try? LayerFormats.read(LayerSource(path: path))
    }
    let none = try archive([ZipBytes.Member("readme.txt", [0x61])])
    #expect(failure(none)?.reason == "no Shapefile is in the archive")
    let text = try scratch.write("t.zip", "hello")
    #expect(failure(text)?.reason.contains("zip archive") == true)
    let missing = failure(scratch.file("missing.zip"))
    #expect(missing?.kind == .missingInput)
  }

  /// Errors speak of the archive and the member in it, not of where it is unpacked.
  @Test func errorsNameTheMember() throws {
    var files = Self.points(893_000)
    files.prj = Array("PROJCS[".utf8)
    var path = try archive(ZipBytes.members("data/t", files))
    var error = failure(path)
    #expect(error?.path == path + "/data/t.prj")
    files.prj = nil
    path = try archive(Array(ZipBytes.members("data/t", files).dropLast()))
    error = failure(path)
    #expect(error?.path == path + "/data/t.shp" && error?.reason.contains(".dbf") == true)
  }

  @Test func manyMembers() throws {
    var members = (0..<3000).map { ZipBytes.Member("junk/\($0).txt", [0x61]) }
    members += ZipBytes.members("t", Self.points(893_000))
    #expect(try LayerFormats.read(LayerSource(path: archive(members))).count == 1)
  }
}
