/// A request for a resource, as far as its answer depends on it. Knows nothing of sockets.
public struct ServiceRequest: Sendable {
  /// `GET`, `HEAD`, `OPTIONS` or another, in capitals.
  public var method: String
  /// The segments of the path from the root of the service, decoded: `["collections", "coverage"]`. A
  /// slash at the end makes none.
  public var segments: [String]
  /// The parameters, decoded, in the order in which they came.
  public var parameters: [(name: String, value: String)]
  /// The header `Accept`; empty for none.
  public var accept = ""
  /// The header `Accept-Encoding`; empty for none.
  public var acceptEncoding = ""
  /// The header `Accept-Language`; empty for none.
  public var acceptLanguage = ""
  /// The header `If-None-Match`; empty for none.
  public var ifNoneMatch = ""
  /// Where the service stands, without a slash at the end: what links begin with.
  public var base: String

  /// A request by its method and target, `/collections?f=json`.
  ///
  /// A `+` in a parameter is a plus sign: RFC 3986 knows no other meaning.
  /// - Returns: nil when the target is not UTF-8 once it is decoded, is too long, or has more than
  ///   `mostParameters`.
  public init?(method: String, target: String, base: String) {
    guard target.utf8.count <= Self.longestTarget, target.hasPrefix("/") else { return nil }
    let halves = target.split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let segments = halves[0].split(separator: "/").map(Self.decoded)
    guard segments.count <= Self.mostSegments else { return nil }
    var parameters: [(name: String, value: String)] = []
    for pair in (halves.count > 1 ? halves[1] : "").split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(sides[0]),
        let value = sides.count > 1 ? Self.decoded(sides[1]) : ""
      else { return nil }
      parameters.append((name, value))
    }
    guard parameters.count <= Self.mostParameters else { return nil }
    self.method = method
    self.segments = segments.compactMap { $0 }
    guard self.segments.count == segments.count else { return nil }
    self.parameters = parameters
    self.base = base
  }

  /// No target may have more bytes.
  public static let longestTarget = 16_384
  /// No target may have more parameters.
  public static let mostParameters = 200

  /// No path of a resource has so many segments.
  private static let mostSegments = 16

  /// The value of a parameter; nil when it was not given, the first one when it was given twice.
  func value(of name: String) -> String? { parameters.first { $0.name == name }?.value }

  /// A part of a target with its `%` escapes decoded; nil when that is no UTF-8.
  static func decoded(_ text: Substring) -> String? {
    guard text.contains("%") else { return String(text) }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(Substring(rest.prefix(2)), radix: 16),
        rest.first != UInt8(ascii: "+")
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
