/// Messages of Protocol Buffers, written field by field.
///
/// **Source:** Protocol Buffers, Encoding, https://protobuf.dev/programming-guides/encoding/
struct ProtobufWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// A field of a whole number.
  mutating func append(_ field: Int, varint value: UInt64) {
    append(varint: UInt64(field << 3))
    append(varint: value)
  }

  /// A field of bytes: text, or a message.
  mutating func append(_ field: Int, bytes value: some Collection<UInt8>) {
    append(varint: UInt64(field << 3 | 2))
    append(varint: UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  /// A field of a double.
  mutating func append(_ field: Int, double value: Double) {
    append(varint: UInt64(field << 3 | 1))
    let pattern = value.bitPattern
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: pattern >> UInt64(shift)))
    }
  }

  /// A field of many small numbers.
  mutating func append(_ field: Int, packed values: [UInt32]) {
    var inner = ProtobufWriter()
    for value in values { inner.append(varint: UInt64(value)) }
    append(field, bytes: inner.bytes)
  }

  /// A number whose sign stands in its last bit, so that small negative ones are short.
  static func zigzag(_ value: Int) -> UInt64 {
    UInt64(bitPattern: Int64((value << 1) ^ (value >> 63)))
  }
}
