/// Reads vector tiles back, as far as tests look at them. Written from the specification, apart from
/// the writer.
struct VectorTileReader {
  struct Feature {
    var id: UInt64?
    var kind: UInt64 = 0
    var tags: [UInt64] = []
    /// The runs of positions that commands draw: points, lines, rings without their closing position.
    var runs: [[SIMD2<Int>]] = []
  }

  struct Layer {
    var name = ""
    var version: UInt64 = 0
    var extent: UInt64 = 0
    var keys: [String] = []
    var values: [String] = []
    var features: [Feature] = []

    func properties(_ feature: Feature) -> [String: String] {
      var result: [String: String] = [:]
      for pair in stride(from: 0, to: feature.tags.count, by: 2) {
        result[keys[Int(feature.tags[pair])]] = values[Int(feature.tags[pair + 1])]
      }
      return result
    }
  }

  private enum Value {
    case number(UInt64)
    case bytes(ArraySlice<UInt8>)
  }

  static func layers(of tile: [UInt8]) -> [Layer] {
    fields(tile[...]).compactMap { number, value in
      guard number == 3, case .bytes(let bytes) = value else { return nil }
      return layer(bytes)
    }
  }

  private static func varint(_ bytes: inout ArraySlice<UInt8>) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let byte = bytes.popFirst() {
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return value
  }

  private static func fields(_ message: ArraySlice<UInt8>) -> [(Int, Value)] {
    var rest = message
    var found: [(Int, Value)] = []
    while !rest.isEmpty {
      let head = varint(&rest)
      switch head & 7 {
      case 0: found.append((Int(head >> 3), .number(varint(&rest))))
      case 1:
        let pattern = rest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        found.append((Int(head >> 3), .number(pattern)))
        rest = rest.dropFirst(8)
      default:
        let count = Int(varint(&rest))
        found.append((Int(head >> 3), .bytes(rest.prefix(count))))
        rest = rest.dropFirst(count)
      }
    }
    return found
  }

  private static func layer(_ message: ArraySlice<UInt8>) -> Layer {
    var layer = Layer()
    for (number, value) in fields(message) {
      switch (number, value) {
      case (15, .number(let version)): layer.version = version
      case (5, .number(let extent)): layer.extent = extent
      case (1, .bytes(let name)): layer.name = String(decoding: name, as: UTF8.self)
      case (3, .bytes(let key)): layer.keys.append(String(decoding: key, as: UTF8.self))
      case (4, .bytes(let message)): layer.values.append(text(ofValue: message))
      case (2, .bytes(let message)): layer.features.append(feature(message))
      default: break
      }
    }
    return layer
  }

  private static func text(ofValue message: ArraySlice<UInt8>) -> String {
    switch fields(message).first {
    case (1, .bytes(let text))?: String(decoding: text, as: UTF8.self)
    case (3, .number(let pattern))?: String(Double(bitPattern: pattern))
    case (6, .number(let value))?: String(unzigzag(value))
    case (7, .number(let flag))?: flag == 1 ? "true" : "false"
    case (_, .number(let value))?: String(value)
    default: ""
    }
  }

  private static func unzigzag(_ value: UInt64) -> Int {
    Int(bitPattern: UInt(value >> 1)) ^ -Int(value & 1)
  }

  private static func numbers(_ packed: ArraySlice<UInt8>) -> [UInt64] {
    var rest = packed
    var numbers: [UInt64] = []
    while !rest.isEmpty { numbers.append(varint(&rest)) }
    return numbers
  }

  private static func feature(_ message: ArraySlice<UInt8>) -> Feature {
    var feature = Feature()
    for (number, value) in fields(message) {
      switch (number, value) {
      case (1, .number(let id)): feature.id = id
      case (2, .bytes(let tags)): feature.tags = numbers(tags)
      case (3, .number(let kind)): feature.kind = kind
      case (4, .bytes(let commands)): feature.runs = runs(numbers(commands))
      default: break
      }
    }
    return feature
  }

  private static func runs(_ commands: [UInt64]) -> [[SIMD2<Int>]] {
    var rest = commands[...]
    var cursor = SIMD2(0, 0)
    var runs: [[SIMD2<Int>]] = []
    while let head = rest.popFirst() {
      guard head & 7 != 7 else { continue }
      for _ in 0..<(head >> 3) {
        guard let x = rest.popFirst(), let y = rest.popFirst() else { return runs }
        cursor &+= SIMD2(unzigzag(x), unzigzag(y))
        if head & 7 == 1 { runs.append([cursor]) } else { runs[runs.count - 1].append(cursor) }
      }
    }
    return runs
  }
}
