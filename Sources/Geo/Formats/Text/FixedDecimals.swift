internal import GeoCore

/// Appends numbers as fixed decimals, without exponents and without going through strings.
struct FixedDecimals {
  private let scale: Double
  private let unit: UInt64
  private let decimals: Int

  /// - Parameter decimals: at most 9.
  init(_ decimals: Int) {
    precondition((0...9).contains(decimals), "0 to 9 decimals")
    self.decimals = decimals
    unit = (0..<decimals).reduce(1) { power, _ in power * 10 }
    scale = Double(unit)
  }

  /// The longest text that one number takes.
  static let longest = 32

  /// Appends a number as `write` writes it.
  func append(_ value: Double, to bytes: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longest) { room in
      guard let start = room.baseAddress else { return }
      let end = write(value, to: start)
      bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: end - start))
    }
  }

  /// Writes a number, rounded half away from zero, without needless zeros, and returns the end.
  @inline(__always)
  func write(_ value: Double, to start: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>
  {
    var out = start
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 9e18 else { return writeHuge(value, to: start) }
    var whole = UInt64(scaled)
    if value < 0, whole != 0 {
      out.pointee = UInt8(ascii: "-")
      out += 1
    }
    var fraction = whole % unit
    whole /= unit
    out = Self.writeInteger(whole, to: out)
    guard fraction != 0 else { return out }
    var width = decimals
    while fraction % 10 == 0 {
      fraction /= 10
      width -= 1
    }
    out.pointee = UInt8(ascii: ".")
    var digit = width
    while digit > 0 {
      out[digit] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: fraction % 10)
      fraction /= 10
      digit -= 1
    }
    return out + width + 1
  }

  @inline(__always)
  private static func writeInteger(
    _ value: UInt64, to start: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var length = 1
    var bound: UInt64 = 10
    while length < 19, value >= bound {
      length += 1
      bound &*= 10
    }
    var rest = value
    var position = length
    while position > 0 {
      position -= 1
      start[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    return start + length
  }

  /// Numbers beyond 64 bits: their shortest text fits, and no decimals are lost. What is not a
  /// number has no text in JSON but `null`.
  private func writeHuge(
    _ value: Double, to start: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var out = start
    for byte in (value.isFinite ? JSONText.number(value) : "null").utf8 {
      out.pointee = byte
      out += 1
    }
    return out
  }
}
