import Foundation
import TestSupport

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// The real server over a folder, at a port that was free.
final class ServerProcess {
  private let process = Process()
  let scratch: Scratch
  let port: Int

  /// The built server: what `AMP_GEO_SERVER_PROGRAM` says, else where `make server` puts it; nil when it
  /// is not built.
  static let program: String? = {
    let named = ProcessInfo.processInfo.environment["AMP_GEO_SERVER_PROGRAM"]
    let usual = [".build/release", ".build/server/release"].map { $0 + "/amp-geo-server" }
    return ([named].compactMap { $0 } + usual).map {
      URL(fileURLWithPath: $0).path
    }.first(where: FileManager.default.isExecutableFile(atPath:))
  }()

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Starts the server and waits until it says where it listens.
  init(_ scratch: Scratch, _ arguments: [String] = []) throws {
    self.scratch = scratch
    guard let program = Self.program else { throw Failure(description: "the server is not built") }
    try Data().write(to: URL(fileURLWithPath: scratch.path + ".log"))
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["--port", "0", scratch.path] + arguments
    process.standardError = try FileHandle(
      forWritingTo: URL(fileURLWithPath: scratch.path + ".log"))
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    port = try Self.port(in: scratch.path + ".log", of: process)
  }

  deinit {
    kill()
    try? FileManager.default.removeItem(atPath: scratch.path + ".log")
  }

  private static func port(in log: String, of process: Process) throws -> Int {
    for _ in 0..<200 {
      let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
      if let found = text.firstRange(of: "http://127.0.0.1:") {
        let digits = text[found.upperBound...].prefix { $0.isNumber }
        if let port = Int(digits), text[found.upperBound...].contains("/ serves") { return port }
      }
      guard process.isRunning else { throw Failure(description: "the server ended: \(text)") }
      Thread.sleep(forTimeInterval: 0.05)
    }
    throw Failure(description: "the server did not say where it listens")
  }

  var log: String { (try? String(contentsOfFile: scratch.path + ".log", encoding: .utf8)) ?? "" }
  var isRunning: Bool { process.isRunning }

  /// Ends it at once.
  func kill() { if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) } }

  /// Asks it to end, waits, and gives its exit code.
  func stop() -> Int32 {
    process.terminate()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// The status, headers and body of a target.
  func get(_ target: String, headers: [String: String] = [:]) async throws -> (
    status: Int, headers: [AnyHashable: Any], body: Data
  ) {
    guard let url = URL(string: "http://127.0.0.1:\(port)\(target)") else {
      throw Failure(description: "\(target) is no target")
    }
    var request = URLRequest(url: url)
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    let (data, response) = try await URLSession.shared.data(for: request)
    guard let answer = response as? HTTPURLResponse else {
      throw Failure(description: "\(target) has no answer")
    }
    return (answer.statusCode, answer.allHeaderFields, data)
  }

  private static let client = """
    import socket, sys
    client = socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=1)
    try:
        client.sendall(open(sys.argv[2], "rb").read())
        while piece := client.recv(65536):
            sys.stdout.buffer.write(piece)
    except OSError:
        pass
    """

  /// What bytes that are sent as they are get for an answer, read until the server closes or a second
  /// has gone by.
  func raw(_ text: String) throws -> String {
    let client = Process()
    client.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let path = try scratch.write("raw.txt", text)
    client.arguments = ["python3", "-c", Self.client, String(port), path]
    let output = Pipe()
    client.standardOutput = output
    try client.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    client.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
