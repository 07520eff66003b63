internal import Glibc

/// Finds text in bytes at the speed of the C library.
package enum ByteSearch {
  /// Whether the UTF-8 of a text stands anywhere in the bytes.
  /// - Parameter anchor: a byte of the text, rare in the bytes, that is looked for first.
  package static func contains(_ text: String, in bytes: [UInt8], anchor: UInt8) -> Bool {
    let wanted = Array(text.utf8)
    guard let before = wanted.firstIndex(of: anchor), bytes.count >= wanted.count else {
      return false
    }
    return bytes.withUnsafeBytes { bytes in
      wanted.withUnsafeBytes { wanted in
        guard let start = bytes.baseAddress, let text = wanted.baseAddress else { return false }
        var from = before
        // Where the anchor may stand with the whole text around it.
        let end = bytes.count - (wanted.count - before) + 1
        while from < end {
          guard let hit = memchr(start + from, Int32(anchor), end - from) else { return false }
          let place = UnsafeRawPointer(hit) - start
          if memcmp(start + place - before, text, wanted.count) == 0 { return true }
          from = place + 1
        }
        return false
      }
    }
  }
}
