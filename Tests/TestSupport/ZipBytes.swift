/// The bytes of zip archives, as tests want them: also such as no program writes.
///
/// **Source:** PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
public struct ZipBytes {
  /// One member.
  public struct Member {
    var name: String
    var bytes: [UInt8]
    var isDeflated: Bool
    var statedSize: Int?

    /// - Parameters:
    ///   - isDeflated: packs the bytes as deflate does, in blocks that are stored.
    ///   - statedSize: the size that the archive is to say, when it is to lie.
    public init(
      _ name: String, _ bytes: [UInt8], isDeflated: Bool = false, statedSize: Int? = nil
    ) {
      self.name = name
      self.bytes = bytes
      self.isDeflated = isDeflated
      self.statedSize = statedSize
    }
  }

  /// The whole archive.
  public var bytes: [UInt8] = []

  /// An archive of these members, in this order.
  public init(_ members: [Member]) {
    var directory: [UInt8] = []
    for member in members {
      let packed = member.isDeflated ? Self.deflated(member.bytes) : member.bytes
      let name = Array(member.name.utf8)
      let offset = bytes.count
      // From the version needed to the length of the name.
      var head: [UInt8] = Self.little(20, 2) + Self.little(0x800, 2)
      head += Self.little(member.isDeflated ? 8 : 0, 2) + Self.little(0x5821_0000, 4)
      head += Self.little(Int(Self.checksum(member.bytes)), 4) + Self.little(packed.count, 4)
      head += Self.little(member.statedSize ?? member.bytes.count, 4) + Self.little(name.count, 2)
      head += Self.little(0, 2)
      bytes += [0x50, 0x4B, 3, 4] + head + name + packed
      directory += [0x50, 0x4B, 1, 2] + Self.little(20, 2) + head
      directory += Self.little(0, 10) + Self.little(offset, 4) + name
    }
    let start = bytes.count
    bytes += directory + [0x50, 0x4B, 5, 6] + Self.little(0, 4)
    bytes += Self.little(members.count, 2) + Self.little(members.count, 2)
    bytes += Self.little(directory.count, 4) + Self.little(start, 4) + Self.little(0, 2)
  }

  /// The members that make up a Shapefile.
  public static func members(_ stem: String, _ files: ShapefileBytes) -> [Member] {
    var members = [
      Member("\(stem).shp", files.shp), Member("\(stem).shx", files.shx, isDeflated: true),
      Member("\(stem).dbf", files.dbf),
    ]
    if let prj = files.prj { members.append(Member("\(stem).prj", prj)) }
    if let cpg = files.cpg { members.append(Member("\(stem).cpg", cpg)) }
    return members
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }

  private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = []
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      packed += [rest.isEmpty ? 1 : 0] + little(block.count, 2) + little(~block.count, 2) + block
    } while !rest.isEmpty
    return packed
  }

  /// CRC-32 as zip has it.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var value = ~UInt32(0)
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~value
  }
}
