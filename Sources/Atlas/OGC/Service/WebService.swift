public import GeoCore
internal import GeoFormats
internal import PlanningStudies

/// The layers of a folder as OGC API Features and OGC API Tiles, without sockets: a request goes in, an
/// answer comes out.
///
/// Answers depend on the files and the request alone; each has an entity tag that tells both, so that
/// those asked for again are not made again. Files are looked at by `refresh`, never by a request.
///
/// **Threads:** any number may ask at once.
///
/// **Source:** OGC 17-069r4, 18-058r1, 19-079r2, 21-065r2, 20-057; RFC 9110, RFC 9457.
public final class WebService: Sendable {
  /// What a service is told beside its files.
  public struct Settings: Sendable {
    /// The folder whose GeoPackages and GeoJSON are served.
    public var folder: String
    /// Files that are served beside those of the folder.
    public var files: [String]
    /// Bytes of answers that are kept; 0 keeps none.
    public var cacheBytes: Int
    /// The form in which answers are kept, so that none is made of bytes each time.
    public var packing: @Sendable ([UInt8]) -> any Sendable

    /// The usual settings for a folder: no other files, 64 MiB of answers, kept as bytes.
    public init(folder: String, files: [String] = []) {
      self.folder = folder
      self.files = files
      cacheBytes = 64 << 20
      packing = { $0 }
    }
  }

  /// A request on its way: answered, or with work to do, which may read files.
  public enum Prepared: Sendable {
    /// The answer, which took no work.
    case ready(ServiceAnswer)
    /// What makes the answer.
    case work(@Sendable () -> ServiceAnswer)
  }

  /// What has been answered so far.
  public let metrics = ServiceMetrics()
  private let served: ServedFolder
  private let cache: AnswerCache
  private let packing: @Sendable ([UInt8]) -> any Sendable

  /// A service of no collections yet: `refresh` finds them.
  /// - Throws: `FormatError` of kind `missingInput` when the folder or a file is not there, of kind
  ///   `badData` when the results in the folder are of a form that is not understood.
  public init(_ settings: Settings) throws(FormatError) {
    var folder = settings.folder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    guard FolderListing.isFolder(folder) else {
      throw FormatError(
        path: folder, reason: "this is no folder", remedy: "name the folder of results",
        kind: .missingInput)
    }
    for file in settings.files where FileState(file) == nil {
      throw FormatError(path: file, reason: "there is no such file", kind: .missingInput)
    }
    if let manifest = ResultManifest(folder: folder), manifest.form != ResultManifest.form {
      throw FormatError(
        path: folder + "/manifest.json",
        reason: "the results are of another version of amp-geo (manifest \(manifest.form), and"
          + " \(ResultManifest.form) is understood)",
        remedy: "make them again: amp-geo run -o \(folder)")
    }
    served = ServedFolder(folder: folder, others: settings.files)
    cache = AnswerCache(capacity: max(0, settings.cacheBytes))
    packing = settings.packing
  }

  /// Looks whether files have come, changed or gone, and reads what is new.
  ///
  /// - Returns: what is to be said of it, each a sentence.
  public func refresh() -> [String] { served.refresh() }

  /// The names of the collections, in order.
  public var collections: [String] { served.snapshot.collections.map(\.id) }

  /// The answer of a request, all at once.
  public func answer(_ request: ServiceRequest) -> ServiceAnswer {
    switch prepare(request) {
    case .ready(let answer): answer
    case .work(let make): make()
    }
  }

  /// What can be said of a request without work: that it is wrong, that nothing has changed, or an
  /// answer that is kept.
  public func prepare(_ request: ServiceRequest) -> Prepared {
    if request.method == "OPTIONS" {
      return .ready(
        Self.shared(
          ServiceAnswer(
            status: 204,
            headers: [
              ("Allow", "GET, HEAD, OPTIONS"),
              ("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"),
              ("Access-Control-Allow-Headers", "Accept, Accept-Language, If-None-Match"),
              ("Access-Control-Max-Age", "86400"),
            ])))
    }
    guard request.method == "GET" || request.method == "HEAD" else {
      return .ready(
        refusal(ServiceProblem(status: 405, detail: "\(request.method) is not understood here")))
    }
    do throws(ServiceProblem) {
      let resource = try ServiceRoutes(
        snapshot: served.snapshot, metrics: metrics, cacheBytes: cache.bytes, request: request
      ).resource()
      return prepare(resource, request)
    } catch {
      return .ready(refusal(error))
    }
  }

  /// The answer to what could not be understood as a request: a target that is too long, or no UTF-8.
  public func refusal(ofTarget target: String) -> ServiceAnswer {
    let isLong = target.utf8.count > ServiceRequest.longestTarget
    return refusal(
      ServiceProblem(
        status: isLong ? 414 : 400,
        detail: isLong
          ? "the target has more than \(ServiceRequest.longestTarget) bytes"
          : "the target is no path with parameters in UTF-8"))
  }

  /// The answer when too much is being asked at once.
  public func refusalOfLoad() -> ServiceAnswer {
    refusal(ServiceProblem(status: 503, detail: "too many requests wait for an answer; try again"))
  }

  private func refusal(_ problem: ServiceProblem) -> ServiceAnswer { Self.shared(problem.answer) }

  /// With the headers that all answers have.
  private static func shared(_ answer: ServiceAnswer) -> ServiceAnswer {
    var answer = answer
    answer.headers += [
      ("Access-Control-Allow-Origin", "*"),
      ("Access-Control-Expose-Headers", "Content-Crs, ETag, Link"),
      ("X-Content-Type-Options", "nosniff"), ("Vary", "Accept, Accept-Encoding, Accept-Language"),
    ]
    return answer
  }

  private func prepare(_ resource: ServiceResource, _ request: ServiceRequest) -> Prepared {
    guard let version = resource.version else {
      return .work { self.made(resource, tag: nil, isZipped: false, request) }
    }
    let isZipped = resource.isCompressible && Self.acceptsGzip(request.acceptEncoding)
    let parts = [
      Version.current, version, request.base, resource.type, resource.form, isZipped ? "gzip" : "",
      request.segments.joined(separator: "\n"),
      request.parameters.map { "\($0.name)\t\($0.value)" }.joined(separator: "\n"),
    ]
    let tag = "\"\(Digest.sha256(Array(parts.joined(separator: "\u{0}").utf8)).prefix(32))\""
    if Self.matches(request.ifNoneMatch, tag) {
      return .ready(
        Self.shared(
          ServiceAnswer(status: 304, headers: [("ETag", tag), ("Cache-Control", "no-cache")])))
    }
    if let kept = cache.answer(tag: tag) { return .ready(kept) }
    return .work { self.made(resource, tag: tag, isZipped: isZipped, request) }
  }

  private func made(
    _ resource: ServiceResource, tag: String?, isZipped: Bool, _ request: ServiceRequest
  ) -> ServiceAnswer {
    do {
      var answer = ServiceAnswer(status: 200, headers: [("Content-Type", resource.type)])
      answer.headers += resource.headers
      if let tag { answer.headers.append(("ETag", tag)) }
      answer.headers.append(("Cache-Control", tag == nil ? "no-store" : "no-cache"))
      answer = Self.shared(answer)
      var body = try resource.make()
      if isZipped, !body.isEmpty {
        answer.headers.append(("Content-Encoding", "gzip"))
        body = try body.zipped()
      }
      body = try body.gathered(atMost: Self.mostGathered)
      switch body {
      case .pieces(let next): answer.body = .pieces(next)
      case .bytes(let bytes) where bytes.isEmpty:
        answer.status = 204
        answer.headers.removeAll { $0.name == "Content-Type" }
      case .bytes(let bytes):
        guard let tag else {
          answer.body = .bytes(bytes)
          break
        }
        let kept = KeptBody(bytes, packing)
        cache.keep(kept, headers: answer.headers, tag: tag)
        answer.body = .kept(kept)
      }
      return answer
    } catch let problem as ServiceProblem {
      return refusal(problem)
    } catch let failure as any GeoFailure {
      return refusal(Self.problem(of: failure))
    } catch {
      return refusal(ServiceProblem(status: 500, detail: "the answer could not be made"))
    }
  }

  /// An answer that is not longer is made whole, and kept.
  private static let mostGathered = 2 << 20

  /// Files that cannot be read just now may be there again soon; what they hold is not told with paths of
  /// this machine.
  private static func problem(of failure: any GeoFailure) -> ServiceProblem {
    switch failure.kind {
    case .missingInput, .inputOutput:
      ServiceProblem(
        status: 503, detail: "the file of the collection cannot be read: \(failure.reason)")
    default:
      ServiceProblem(status: 500, detail: "the data cannot be shown: \(failure.reason)")
    }
  }

  /// Whether a list of entity tags names one, weakly or not.
  private static func matches(_ list: String, _ tag: String) -> Bool {
    list.split(separator: ",").contains { entry in
      let entry = entry.filter { $0 != " " }
      return entry == "*" || entry == tag || entry == "W/" + tag
    }
  }

  private static func acceptsGzip(_ header: String) -> Bool {
    header.lowercased().split(separator: ",").contains { entry in
      let fields = entry.split(separator: ";").map { $0.filter { $0 != " " } }
      guard fields.first == "gzip" || fields.first == "*" else { return false }
      return !fields.dropFirst().contains { $0.hasPrefix("q=") && Double($0.dropFirst(2)) == 0 }
    }
  }
}
