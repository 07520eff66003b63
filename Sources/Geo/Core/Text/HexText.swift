/// Numbers in hexadecimal digits.
package enum HexText {
  /// The digits of a number, filled up with zeros to a width.
  package static func digits(
    _ value: some BinaryInteger, width: Int, uppercase: Bool = false
  ) -> String {
    let digits = String(value, radix: 16, uppercase: uppercase)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
