internal import CZlib

/// Compresses bytes as they come: the content coding `gzip` of HTTP.
///
/// The same bytes in the same pieces give the same result: no time and no name stand in its header.
///
/// **Source:** RFC 1952, GZIP file format specification.
public final class Gzip {
  private var stream = z_stream()
  private var isOpen: Bool

  /// Ready for the first piece.
  /// - Parameter level: 1 is fastest, 9 smallest.
  public init(level: Int = 4) {
    isOpen = zlib_gzip_init(&stream, Int32(level)) == Z_OK
  }

  deinit { if isOpen { deflateEnd(&stream) } }

  /// Takes a piece and gives what is ready, which can be nothing.
  ///
  /// - Parameter isLast: whether the piece is the last; nothing may follow it.
  /// - Returns: nil when there is no memory to compress with.
  public func compress(_ piece: [UInt8], isLast: Bool) -> [UInt8]? {
    guard isOpen else { return nil }
    var input = piece
    var result: [UInt8] = []
    let flush = isLast ? Z_FINISH : Z_NO_FLUSH
    let isWhole = input.withUnsafeMutableBufferPointer { source in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { room in
        repeat {
          stream.next_out = room.baseAddress
          stream.avail_out = UInt32(room.count)
          let code = deflate(&stream, flush)
          guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { return false }
          result.append(contentsOf: room[..<(room.count - Int(stream.avail_out))])
        } while stream.avail_out == 0
        return true
      }
    }
    stream.next_in = nil
    return isWhole ? result : nil
  }

  /// All of some bytes at once; nil when there is no memory to compress with.
  public static func compressed(_ bytes: [UInt8], level: Int = 4) -> [UInt8]? {
    Gzip(level: level).compress(bytes, isLast: true)
  }
}
