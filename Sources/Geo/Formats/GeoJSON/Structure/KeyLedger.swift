#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of a member's name, escapes resolved.
struct KeyText {
  var start: UnsafePointer<UInt8>
  var count: Int

  func equals(_ name: StaticString) -> Bool {
    count == name.utf8CodeUnitCount && memcmp(start, name.utf8Start, count) == 0
  }

  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// A number that differs for most names that differ.
  var fingerprint: UInt64 {
    var hash = UInt64(truncatingIfNeeded: count) &+ 0x9E37_79B9_7F4A_7C15
    for i in 0..<count { hash = (hash ^ UInt64(start[i])) &* 0x100_0000_01B3 }
    return hash
  }
}

/// The names seen so far in each of the objects that are open, to find those that stand twice.
///
/// Small objects are searched one by one; a large one has a set. **Complexity:** O(1) a name.
struct KeyLedger {
  private static let smallest = 24

  private var keys: [(fingerprint: UInt64, key: KeyText)] = []
  /// Where the keys of each open object start.
  private var starts: [Int] = []
  /// Sets of the names of large objects, by depth.
  private var sets: [Int: Set<[UInt8]>] = [:]

  mutating func open() { starts.append(keys.count) }

  mutating func close() {
    guard let start = starts.popLast() else { return }
    keys.removeLast(keys.count - start)
    if !sets.isEmpty { sets[starts.count] = nil }
  }

  /// How many objects are open.
  var depth: Int { starts.count }

  /// Closes objects until only that many are open.
  mutating func close(to depth: Int) {
    while starts.count > depth { close() }
  }

  /// Adds a name to the open object; false when it is there already.
  mutating func add(_ key: KeyText) -> Bool {
    let depth = starts.count - 1
    guard depth >= 0 else { return true }
    if keys.count - starts[depth] >= Self.smallest { return addToSet(key, depth) }
    let fingerprint = key.fingerprint
    for other in keys[starts[depth]...] where other.fingerprint == fingerprint {
      if other.key.count == key.count, memcmp(other.key.start, key.start, key.count) == 0 {
        return false
      }
    }
    keys.append((fingerprint, key))
    return true
  }

  private mutating func addToSet(_ key: KeyText, _ depth: Int) -> Bool {
    if sets[depth] == nil { sets[depth] = Set(keys[starts[depth]...].map(\.key.bytes)) }
    return sets[depth]?.insert(key.bytes).inserted ?? true
  }
}
