internal import CExpat
internal import GeoCore

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Reads XML as it comes, piece by piece, and passes on what elements begin and end and the text between.
///
/// Names come without their namespace prefix: `<x:row>` and `<row>` are both `row`. Entities that a
/// text declares are refused: they can stand for more than memory holds, and no table needs any.
final class XMLScanner {
  /// What is wrong with the text, and where.
  struct Failure: Error {
    let reason: String
    let line: Int
  }

  /// The attributes of an element at hand, valid while it is begun.
  struct Attributes {
    fileprivate let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    /// The value of an attribute, whatever its namespace prefix.
    subscript(name: String) -> String? {
      guard var next = list else { return nil }
      while let key = next.pointee, let value = next[1] {
        if XMLScanner.local(key) == name { return String(cString: value) }
        next += 2
      }
      return nil
    }
  }

  private let parser: XML_Parser?
  private let begin: (String, Attributes) -> Void
  private let end: (String) -> Void
  private let text: (UnsafeBufferPointer<UInt8>) -> Void
  private var hasEntities = false
  private var isStopped = false

  init(
    begin: @escaping (String, Attributes) -> Void, end: @escaping (String) -> Void,
    text: @escaping (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    (self.begin, self.end, self.text) = (begin, end, text)
    parser = XML_ParserCreate(nil)
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { own, name, list in
        guard let own, let name else { return }
        XMLScanner.of(own).begin(XMLScanner.local(name), Attributes(list: list))
      },
      { own, name in
        guard let own, let name else { return }
        XMLScanner.of(own).end(XMLScanner.local(name))
      })
    XML_SetCharacterDataHandler(parser) { own, start, count in
      guard let own, let start else { return }
      start.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { bytes in
        XMLScanner.of(own).text(UnsafeBufferPointer(start: bytes, count: Int(count)))
      }
    }
    XML_SetEntityDeclHandler(parser) { own, _, _, _, _, _, _, _, _ in
      guard let own else { return }
      let scanner = XMLScanner.of(own)
      scanner.hasEntities = true
      XML_StopParser(scanner.parser, 0)
    }
  }

  deinit { XML_ParserFree(parser) }

  /// Takes the next bytes of the text; none end it.
  /// - Returns: whether more is wanted.
  func feed(_ bytes: UnsafeRawBufferPointer) throws(Failure) -> Bool {
    if isStopped { return false }
    let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    let status = XML_Parse(parser, start, Int32(bytes.count), bytes.isEmpty ? 1 : 0)
    if isStopped { return false }
    guard status == XML_STATUS_ERROR else { return true }
    let reason =
      hasEntities
      ? "it declares entities"
      : XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) }
    throw Failure(reason: reason ?? "it is no XML", line: Int(XML_GetCurrentLineNumber(parser)))
  }

  /// Ends the reading: what is looked for has been found.
  func stop() {
    isStopped = true
    XML_StopParser(parser, 0)
  }

  private static func of(_ own: UnsafeMutableRawPointer) -> XMLScanner {
    Unmanaged<XMLScanner>.fromOpaque(own).takeUnretainedValue()
  }

  /// The name behind the prefix.
  fileprivate static func local(_ name: UnsafePointer<CChar>) -> String {
    String(cString: strrchr(name, CInt(UInt8(ascii: ":"))).map { UnsafePointer($0) + 1 } ?? name)
  }
}
