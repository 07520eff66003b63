import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: ServerProcess.program != nil, "needs make server"), .serialized)
struct ServerTests {
  private static let points = """
    {"type":"FeatureCollection","features":[
    {"type":"Feature","id":1,"properties":{"name":"Aix"},
     "geometry":{"type":"Point","coordinates":[5.4474,43.5297]}}]}
    """

  private func served(_ arguments: [String] = []) throws -> ServerProcess {
    let scratch = try Scratch()
    try scratch.write("points.geojson", Self.points)
    return try ServerProcess(scratch, arguments)
  }

  @Test func itAnswersWithAllHeadersAndStopsWhenAsked() async throws {
    let server = try served()
    let answer = try await server.get("/collections/points/items", headers: ["Accept": "*/*"])
    #expect(answer.status == 200)
    #expect(answer.headers["Content-Type"] as? String == "application/geo+json")
    #expect(answer.headers["Access-Control-Allow-Origin"] as? String == "*")
    #expect(answer.headers["Etag"] ?? answer.headers["ETag"] != nil)
    let json = try ParsedJSON(String(decoding: answer.body, as: UTF8.self))
    #expect(json["features"][0]["properties"]["name"].string == "Aix")
    let own = json["links"].items.first { $0["rel"].string == "self" }
    #expect(
      own?["href"].string == "http://127.0.0.1:\(server.port)/collections/points/items?f=json")
    #expect(try await server.get("/healthz").status == 200)
    let metrics = String(decoding: try await server.get("/metrics").body, as: UTF8.self)
    #expect(metrics.contains("amp_geo_requests_total{status=\"200\"} 2"))
    #expect(server.log.contains("GET /collections/points/items 200"))
    #expect(server.stop() == 0)
    #expect(server.log.contains("stopped"))
  }

  @Test func headsHaveNoBodyAndUnknownMethodsAreRefused() throws {
    let server = try served()
    let head = try server.raw("HEAD /conformance HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    #expect(head.hasPrefix("HTTP/1.1 200"))
    #expect(head.hasSuffix("\r\n\r\n"))
    let length = head.lowercased().firstRange(of: "content-length: ").map { head[$0.upperBound...] }
    #expect(Int(length?.prefix { $0.isNumber } ?? "0") ?? 0 > 100)
    let post = try server.raw(
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    #expect(post.hasPrefix("HTTP/1.1 405"))
    #expect(post.contains("application/problem+json"))
  }

  @Test func linksDoNotTakeOverWhatIsNoHost() throws {
    let server = try served()
    let answer = try server.raw(
      "GET /?f=json HTTP/1.1\r\nHost: evil\"><script>\r\nConnection: close\r\n\r\n")
    #expect(!answer.contains("evil"))
    let other = try served(["--url", "https://maps.example/geo/"])
    #expect(
      try other.raw("GET /?f=json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        .contains("https://maps.example/geo/collections"))
  }

  @Test func whatIsNoRequestDoesNotStopIt() async throws {
    let server = try served()
    let targets = [
      "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{1}\u{2}", "GET /\r\n\r\n",
      "GET / HTTP/1.1\r\nHost\r\n\r\n",
      "GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n", "GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
      "GET /" + String(repeating: "x", count: 40_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET / HTTP/1.1\r\n" + String(repeating: "X: y\r\n", count: 500) + "\r\n",
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n",
    ]
    for target in targets {
      let answer = try server.raw(target)
      #expect(!answer.contains("root:"), "\(target.prefix(40))")
      #expect(!answer.hasPrefix("HTTP/1.1 5"), "\(target.prefix(40)): \(answer.prefix(80))")
    }
    #expect(try await server.get("/healthz").status == 200)
  }

  @Test func filesAreReadAnewAndMayVanish() async throws {
    let server = try served()
    try server.scratch.write("more.geojson", Self.points)
    try await Task.sleep(for: .seconds(2.5))
    #expect(try await server.get("/collections/more").status == 200)
    try server.scratch.remove("points.geojson")
    try await Task.sleep(for: .seconds(2.5))
    #expect(try await server.get("/collections/points/items").status == 404)
    #expect(try await server.get("/collections/more/items").status == 200)
  }

  private func ended(_ arguments: [String]) throws -> (code: Int32, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(ServerProcess.program))
    process.arguments = arguments
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }

  @Test func whatCannotBeServedIsToldAtOnce() throws {
    let server = try served()
    let taken = try ended(["--port", String(server.port), server.scratch.path])
    #expect(taken.code == 73)
    #expect(taken.errors.contains("the port is in use; choose another with --port"))
    let empty = try Scratch()
    let nothing = try ended(["--port", "0", empty.path])
    #expect(nothing.code == 66)
    #expect(nothing.errors.contains("there is nothing to serve"))
    #expect(try ended(["--port", "0", empty.file("no")]).code == 66)
    try empty.write("manifest.json", "{\"manifest\":0,\"files\":[]}")
    let old = try ended(["--port", "0", empty.path])
    #expect(old.code == 65)
    #expect(old.errors.contains("of another version"))
    #expect(try ended(["--port", "70000", empty.path]).code == 64)
  }
}
