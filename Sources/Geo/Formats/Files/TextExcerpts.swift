internal import GeoCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What stands around a place in a text file.
public struct TextExcerpt: Sendable, Equatable {
  /// The bytes of the line that are near the place, without the line's end.
  public var bytes: [UInt8]
  /// The place's index in `bytes`; their count when the place is the end of the line.
  public var offset: Int
  /// Whether the line goes on before and after `bytes`.
  public var isCutBefore: Bool
  /// Whether the line goes on after `bytes`.
  public var isCutAfter: Bool
  /// The place's column counted in Unicode scalars, from 1.
  public var scalarColumn: Int
}

/// Reads single places of text files again, for messages.
///
/// The file is read once from its start to the last place asked for, a block at a time, so that
/// neither its size nor that of a line matters.
///
/// **Complexity:** O(bytes + p log p) for p places; memory for the excerpts alone.
public enum TextExcerpts {
  private static let blockSize = 1 << 16

  /// The excerpts at places given by line and column, both from 1, the column in bytes; nil where
  /// there is no such place, or the file is no plain file that can be read.
  /// - Parameter radius: how many bytes to keep before and after a place.
  public static func read(
    _ path: String, at places: [(line: Int, column: Int)], radius: Int
  ) -> [TextExcerpt?] {
    var found = [TextExcerpt?](repeating: nil, count: places.count)
    let order = places.indices
      .filter { places[$0].line > 0 && places[$0].column > 0 }
      .sorted { places[$0] < places[$1] }
    guard !order.isEmpty else { return found }
    // A pipe would wait for a writer; what is not a plain file is not read again.
    guard let location = try? StreamedInput.location(of: path) else { return found }
    let descriptor = open(location, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return found }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return found }
    var scan = Scan(sought: order.map { places[$0] }, radius: radius)
    var block = [UInt8](repeating: 0, count: blockSize)
    while !scan.isDone {
      let got = block.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { break }
      block.withUnsafeBufferPointer { scan.take($0[..<got]) }
    }
    scan.endLine()
    for (position, place) in order.enumerated() { found[place] = scan.excerpts[position] }
    return found
  }

  /// One pass over a text: the sought places ascend, and so do those being filled.
  private struct Scan {
    let sought: [(line: Int, column: Int)]
    let radius: Int
    var excerpts: [TextExcerpt?]
    private var line = 1
    /// Bytes and Unicode scalars of the line so far.
    private var length = 0
    private var scalars = 0
    /// The first place that has not been reached.
    private var next = 0
    /// The reached places whose excerpts may still grow.
    private var open = 0..<0
    /// The last bytes of the line, `radius` of them or somewhat more.
    private var tail: [UInt8] = []

    init(sought: [(line: Int, column: Int)], radius: Int) {
      self.sought = sought
      self.radius = radius
      excerpts = Array(repeating: nil, count: sought.count)
    }

    var isDone: Bool { next == sought.count && open.isEmpty }

    mutating func take(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
      var rest = bytes
      while !rest.isEmpty, !isDone {
        let end = rest.firstIndex(of: UInt8(ascii: "\n"))
        if !open.isEmpty || sought[next].line == line {
          for byte in skippingFar(rest[..<(end ?? rest.endIndex)]) { take(byte) }
        }
        guard let end else { return }
        endLine()
        line += 1
        rest = rest[(end + 1)...]
      }
    }

    /// Moves over what stands too far before the next place to be shown with it.
    private mutating func skippingFar(
      _ bytes: Slice<UnsafeBufferPointer<UInt8>>
    ) -> Slice<UnsafeBufferPointer<UInt8>> {
      guard open.isEmpty, next < sought.count, sought[next].line == line else { return bytes }
      let far = min(bytes.count, sought[next].column - 1 - radius - length)
      guard far > 0 else { return bytes }
      scalars += bytes.prefix(far).reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
      tail.removeAll(keepingCapacity: true)
      length += far
      return bytes.dropFirst(far)
    }

    private mutating func take(_ byte: UInt8) {
      // A byte that does not continue a scalar starts one.
      if byte & 0xC0 != 0x80 { scalars += 1 }
      reachPlaces(scalarColumn: max(1, scalars))
      while let first = open.first, length >= sought[first].column - 1 + radius {
        excerpts[first]?.isCutAfter = true
        open.removeFirst()
      }
      for place in open { excerpts[place]?.bytes.append(byte) }
      tail.append(byte)
      if tail.count > 2 * radius + 64 { tail.removeFirst(tail.count - radius) }
      length += 1
    }

    /// Starts the excerpts of the places that stand where the text is now.
    private mutating func reachPlaces(scalarColumn: Int) {
      while next < sought.count, sought[next].line == line, sought[next].column == length + 1 {
        let before = Array(tail.suffix(radius))
        excerpts[next] = TextExcerpt(
          bytes: before, offset: before.count, isCutBefore: length > before.count,
          isCutAfter: false, scalarColumn: scalarColumn)
        next += 1
        open = (open.isEmpty ? next - 1 : open.lowerBound)..<next
      }
    }

    /// The end of the present line: a place just behind its last byte is one of it.
    mutating func endLine() {
      reachPlaces(scalarColumn: scalars + 1)
      while next < sought.count, sought[next].line <= line { next += 1 }
      for place in open { excerpts[place]?.dropCarriageReturn() }
      open = next..<next
      tail.removeAll(keepingCapacity: true)
      length = 0
      scalars = 0
    }
  }
}

extension TextExcerpt {
  /// Leaves out the first half of a line's end of two characters.
  fileprivate mutating func dropCarriageReturn() {
    guard bytes.count > offset, bytes.last == UInt8(ascii: "\r") else { return }
    bytes.removeLast()
  }
}
