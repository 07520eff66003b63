/// The text of an item that may be made of several runs, without what is said of its pronunciation.
final class XLSXTextRun {
  private var bytes: [UInt8] = []
  private var isInText = false
  private var phonetics = 0

  func begin(_ name: String) {
    if name == "rPh" { phonetics += 1 }
    if name == "t" { isInText = true }
  }

  func end(_ name: String) {
    if name == "rPh" { phonetics -= 1 }
    if name == "t" { isInText = false }
  }

  func append(_ text: UnsafeBufferPointer<UInt8>) {
    if isInText, phonetics == 0 { bytes.append(contentsOf: text) }
  }

  /// The text so far, with `_x000D_` and the like as the characters that they stand for.
  func take() -> String {
    defer { bytes.removeAll(keepingCapacity: true) }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains("_x") else { return text }
    var result = ""
    var rest = text[...]
    while let mark = rest.firstRange(of: "_x") {
      result += rest[..<mark.lowerBound]
      let digits = rest[mark.upperBound...].prefix(4)
      let after = rest[mark.upperBound...].dropFirst(4)
      if digits.count == 4, after.first == "_", let code = UInt32(digits, radix: 16),
        let scalar = Unicode.Scalar(code)
      {
        result.unicodeScalars.append(scalar)
        rest = after.dropFirst()
      } else {
        result += "_x"
        rest = rest[mark.upperBound...]
      }
    }
    return result + rest
  }
}
