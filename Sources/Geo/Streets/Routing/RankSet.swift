/// A set of small numbers that gives the least first: a tree of words of 64 bits, each bit telling
/// whether anything is in the word below it.
///
/// **Complexity:** O(log₆₄ n) a step. **Source:** van Emde Boas 1977, Preserving order in a forest
/// in less than logarithmic time and linear space, doi:10.1016/0020-0190(77)90031-X.
struct RankSet: ~Copyable {
  /// The lowest level first; the last level is one word.
  private let words: UnsafeMutableBufferPointer<UInt64>
  private let starts: [Int]

  init(count: Int) {
    var starts = [0]
    var size = max(1, (count + 63) / 64)
    while size > 1 {
      starts.append(starts[starts.count - 1] + size)
      size = (size + 63) / 64
    }
    self.starts = starts
    words = .allocate(capacity: starts[starts.count - 1] + 1)
    words.initialize(repeating: 0)
  }

  deinit { words.deallocate() }

  @inline(__always)
  mutating func insert(_ number: Int) {
    var bit = number
    for start in starts {
      let word = start + bit >> 6
      let before = words[word]
      words[word] = before | 1 << UInt64(bit & 63)
      guard before == 0 else { return }
      bit >>= 6
    }
  }

  /// Takes the least number out.
  @inline(__always)
  mutating func popLeast() -> Int? {
    var level = starts.count - 1
    guard words[starts[level]] != 0 else { return nil }
    var number = 0
    while true {
      number = number << 6 | words[starts[level] + number].trailingZeroBitCount
      guard level > 0 else { break }
      level -= 1
    }
    var bit = number
    for start in starts {
      let word = start + bit >> 6
      words[word] &= ~(1 << UInt64(bit & 63))
      guard words[word] == 0 else { break }
      bit >>= 6
    }
    return number
  }
}
