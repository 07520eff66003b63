import Atlas
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// Takes requests from sockets to the service, and its answers back.
///
/// What takes work is done by threads of its own, so that answers that are kept, and checks of health,
/// never wait for files.
struct ServiceResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  let service: WebService
  let workers: NIOThreadPool
  let address: ServedAddress
  private let queue = Queue()
  private let logger = Logger(label: "amp-geo-server")

  init(service: WebService, workers: NIOThreadPool, address: ServedAddress) {
    self.service = service
    self.workers = workers
    self.address = address
  }

  /// How much work waits or is done.
  private final class Queue: Sendable {
    private let count = Atomic<Int>(0)
    /// More than that is refused.
    private static let most = 512

    /// Whether there is room for one more, which is counted then.
    func enter() -> Bool {
      if count.add(1, ordering: .relaxed).newValue <= Self.most { return true }
      leave()
      return false
    }

    func leave() { count.subtract(1, ordering: .relaxed) }
  }

  func respond(to request: Request, context: Context) async throws -> Response {
    let start = ContinuousClock.now
    service.metrics.begin()
    let answer: ServiceAnswer
    do {
      answer = try await self.answer(to: request)
    } catch {
      answer = service.refusalOfLoad()
    }
    return response(answer, to: request, since: start)
  }

  private func answer(to request: Request) async throws -> ServiceAnswer {
    let target = request.head.path ?? "/"
    let base = address.base(forHost: request.head.authority)
    guard
      var asked = ServiceRequest(method: request.method.rawValue, target: target, base: base)
    else { return service.refusal(ofTarget: target) }
    asked.accept = request.headers[.accept] ?? ""
    asked.acceptEncoding = request.headers[.acceptEncoding] ?? ""
    asked.acceptLanguage = request.headers[.acceptLanguage] ?? ""
    asked.ifNoneMatch = request.headers[.ifNoneMatch] ?? ""
    switch service.prepare(asked) {
    case .ready(let answer): return answer
    case .work(let make):
      guard queue.enter() else { return service.refusalOfLoad() }
      defer { queue.leave() }
      return try await workers.runIfActive { make() }
    }
  }

  private func response(
    _ answer: ServiceAnswer, to request: Request, since start: ContinuousClock.Instant
  ) -> Response {
    var headers = HTTPFields()
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
    }
    let status = HTTPResponse.Status(code: answer.status)
    let buffer: ByteBuffer
    switch answer.body {
    case .empty: buffer = ByteBuffer()
    case .bytes(let bytes): buffer = ByteBuffer(bytes: bytes)
    case .kept(let body): buffer = body.packed as? ByteBuffer ?? ByteBuffer()
    case .pieces(let next):
      if request.method == .head {
        return end(Response(status: status, headers: headers), request, 0, start)
      }
      return Response(
        status: status, headers: headers, body: body(next, status, to: request, since: start))
    }
    if request.method == .head || answer.status == 304 {
      if answer.status == 200 { headers[.contentLength] = String(buffer.readableBytes) }
      return end(Response(status: status, headers: headers), request, 0, start)
    }
    let response = Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: buffer))
    return end(response, request, buffer.readableBytes, start)
  }

  /// A body whose pieces are made one by one, each when the one before has gone to the client.
  private func body(
    _ next: @escaping @Sendable () throws -> [UInt8]?, _ status: HTTPResponse.Status,
    to request: Request, since start: ContinuousClock.Instant
  ) -> ResponseBody {
    let responder = self
    return ResponseBody { writer in
      var bytes = 0
      defer { responder.note(status, request, bytes, start) }
      while let piece = try await responder.workers.runIfActive({ try next() }) {
        bytes += piece.count
        try await writer.write(ByteBuffer(bytes: piece))
      }
      try await writer.finish(nil)
    }
  }

  private func end(
    _ response: Response, _ request: Request, _ bytes: Int, _ start: ContinuousClock.Instant
  ) -> Response {
    note(response.status, request, bytes, start)
    return response
  }

  private func note(
    _ status: HTTPResponse.Status, _ request: Request, _ bytes: Int,
    _ start: ContinuousClock.Instant
  ) {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    service.metrics.end(status: status.code, seconds: seconds, bytes: bytes)
    guard logger.logLevel <= .info else { return }
    let target = (request.head.path ?? "").prefix(500)
    let milliseconds = (seconds * 10_000).rounded() / 10
    logger.info("\(request.method) \(target) \(status.code) \(bytes) B \(milliseconds) ms")
  }
}
