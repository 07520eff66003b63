internal import Synchronization

/// Counts of what a service has answered, in the text form that Prometheus reads.
///
/// **Source:** Prometheus text exposition format 0.0.4.
public final class ServiceMetrics: Sendable {
  private struct Counts {
    var statuses: [Int: Int] = [:]
    var buckets = Array(repeating: 0, count: ServiceMetrics.bounds.count + 1)
    var seconds = 0.0
    var inFlight = 0
    var bytes = 0
  }

  /// The upper ends of the classes of durations, in seconds.
  private static let bounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5]
  private let counts = Mutex(Counts())

  /// Nothing counted yet.
  public init() {}

  /// Notes that a request has come.
  public func begin() { counts.withLock { $0.inFlight += 1 } }

  /// Notes that a request has been answered.
  public func end(status: Int, seconds: Double, bytes: Int) {
    counts.withLock { counts in
      counts.inFlight -= 1
      counts.statuses[status, default: 0] += 1
      counts.seconds += seconds
      counts.bytes += bytes
      let place = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
      counts.buckets[place] += 1
    }
  }

  /// The text, with the bytes that the cache holds and the number of collections.
  func text(cacheBytes: Int, collections: Int) -> String {
    let counts = counts.withLock { $0 }
    var text = ""
    func add(_ name: String, _ type: String, _ help: String, _ lines: [(String, String)]) {
      text += "# HELP amp_geo_\(name) \(help)\n# TYPE amp_geo_\(name) \(type)\n"
      for (suffix, value) in lines { text += "amp_geo_\(name)\(suffix) \(value)\n" }
    }
    add(
      "requests_total", "counter", "Requests answered, by status.",
      counts.statuses.sorted { $0.key < $1.key }.map {
        ("{status=\"\($0.key)\"}", String($0.value))
      })
    var sum = 0
    var lines: [(String, String)] = []
    for (bound, count) in zip(Self.bounds.map { String($0) } + ["+Inf"], counts.buckets) {
      sum += count
      lines.append(("_bucket{le=\"\(bound)\"}", String(sum)))
    }
    lines += [("_sum", String(counts.seconds)), ("_count", String(sum))]
    add("request_seconds", "histogram", "Time from a request to the end of its answer.", lines)
    add(
      "requests_in_flight", "gauge", "Requests that are being answered.",
      [("", String(counts.inFlight))])
    add("sent_bytes_total", "counter", "Bytes of bodies sent.", [("", String(counts.bytes))])
    add("cache_bytes", "gauge", "Bytes of bodies that are kept.", [("", String(cacheBytes))])
    add("collections", "gauge", "Collections served.", [("", String(collections))])
    return text
  }
}
