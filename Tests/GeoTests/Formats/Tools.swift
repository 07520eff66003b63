import Foundation
import Testing

/// GDAL's command line tools, where they are installed.
enum Tools {
  static let areInstalled = ["ogrinfo", "ogr2ogr"].allSatisfy { name in
    FileManager.default.isExecutableFile(atPath: "/usr/bin/" + name)
  }

  /// Runs a tool and gives what it wrote to both streams.
  static func run(_ name: String, _ arguments: [String]) throws -> String {
    // A pipe of the C library: Foundation's `Process` leaks under the address sanitizer.
    let quoted = arguments.map { "'" + $0.replacingOccurrences(of: "'", with: "'\\''") + "'" }
    let command = "/usr/bin/\(name) \(quoted.joined(separator: " ")) 2>&1"
    let stream = try #require(popen(command, "r"))
    defer { pclose(stream) }
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, stream)
      if count == 0 { break }
      text += chunk[..<count]
    }
    return String(decoding: text, as: UTF8.self)
  }
}
