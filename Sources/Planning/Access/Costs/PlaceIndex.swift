internal import GeoCore

/// Finds a place by the bytes of its id, without making a string.
///
/// **Equality:** that of `FeatureID`. A number is found however it is written, `1.0` for 1, unless
/// that is another place's text; text beyond ASCII is compared as Unicode holds it for the same.
///
/// A hash table with open addressing over one byte buffer. **Complexity:** O(bytes of the ids) to
/// make, O(bytes of an id) to look one up.
struct PlaceIndex: Sendable {
  /// Place number, or -1; the length is a power of two.
  private var slots: [Int32]
  private var bytes: [UInt8] = []
  /// Id i is `bytes[ends[i - 1] ..< ends[i]]`, from 0 for the first.
  private var ends: [Int] = []
  /// Places whose ids are not of ASCII alone.
  private var others: [String: Int] = [:]
  /// The first place that repeats an id, and the place that has it already.
  private(set) var firstRepeat: (place: Int, earlier: Int)?

  /// - Parameter ids: the keys of ids.
  init(_ ids: [String]) {
    var size = 16
    while size < 2 * ids.count { size *= 2 }
    slots = Array(repeating: -1, count: size)
    for (place, id) in ids.enumerated() {
      let text = ArraySlice(Array(id.utf8))
      bytes.append(contentsOf: text)
      ends.append(bytes.count)
      guard text.allSatisfy({ $0 < 0x80 }) else {
        if let earlier = others[id] {
          if firstRepeat == nil { firstRepeat = (place, earlier) }
        } else {
          others[id] = place
        }
        continue
      }
      let slot = slot(of: text)
      if slots[slot] < 0 {
        slots[slot] = Int32(place)
      } else if firstRepeat == nil {
        firstRepeat = (place, Int(slots[slot]))
      }
    }
  }

  /// The place with this id; nil when there is none.
  func place(_ id: ArraySlice<UInt8>) -> Int? {
    let found = slots[slot(of: id)]
    if found >= 0 { return Int(found) }
    if !others.isEmpty, id.contains(where: { $0 >= 0x80 }) {
      return others[String(decoding: id, as: UTF8.self)]
    }
    return otherwiseWritten(id)
  }

  /// The place of a number that is not written as ids are: `1.0`, `1e3`.
  private func otherwiseWritten(_ id: ArraySlice<UInt8>) -> Int? {
    guard let first = id.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first),
      id.contains(where: { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }),
      DecimalNumber.value(id) != nil
    else { return nil }
    let text = NumberText.canonical(String(decoding: id, as: UTF8.self))
    let found = slots[slot(of: ArraySlice(Array(text.utf8)))]
    return found < 0 ? nil : Int(found)
  }

  func place(_ id: String) -> Int? { place(ArraySlice(Array(id.utf8))) }

  /// Whether a place has this id.
  func has(_ place: Int, _ id: ArraySlice<UInt8>) -> Bool {
    let start = place == 0 ? 0 : ends[place - 1]
    guard ends[place] - start == id.count else { return false }
    var at = start
    for byte in id {
      if bytes[at] != byte { return false }
      at += 1
    }
    return true
  }

  /// The slot that holds the id, or the free one where it belongs.
  private func slot(of id: ArraySlice<UInt8>) -> Int {
    // FNV-1a, its high bits folded in: the low ones alone choose the slot.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in id { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash ^= hash >> 32
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0, !has(Int(slots[slot]), id) { slot = (slot + 1) & mask }
    return slot
  }
}
