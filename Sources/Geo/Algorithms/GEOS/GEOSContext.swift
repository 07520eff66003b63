internal import CGEOS
public import GeoCore
internal import Glibc

/// What GEOS refused, with its own words and the operation it was in.
public struct GEOSError: GeoFailure, Equatable {
  /// What GEOS was asked to do: `polygon`, `intersection`, `buffer` …
  public var operation: String
  /// GEOS's own words.
  public var reason: String

  /// Always `internalFailure`: what is refused here should have been found faulty before.
  public var kind: FailureKind { .internalFailure }
  /// Nothing that its user could do.
  public var remedy: Remedy? { nil }
  /// The operation.
  public func place(at door: any Door) -> String { "GEOS \(operation)" }
}

/// The GEOS context of the calling thread, made at first use and freed with the thread.
///
/// GEOS 3.11 caches envelopes and indexes without a lock: geometries stay with the thread, and
/// within one task.
final class GEOSContext {
  let handle: GEOSContextHandle_t
  fileprivate var message = ""

  private init() {
    handle = GEOS_init_r()
    let me = Unmanaged.passUnretained(self).toOpaque()
    GEOSContext_setErrorMessageHandler_r(
      handle,
      { text, data in
        guard let text, let data else { return }
        Unmanaged<GEOSContext>.fromOpaque(data).takeUnretainedValue().message =
          String(cString: text)
      }, me)
  }

  deinit { GEOS_finish_r(handle) }

  /// The error for an operation that has just failed.
  func error(_ operation: String) -> GEOSError {
    defer { message = "" }
    return GEOSError(operation: operation, reason: message.isEmpty ? "failed" : message)
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { Unmanaged<GEOSContext>.fromOpaque($0!).release() }
    return key
  }()

  static var current: GEOSContext {
    if let found = pthread_getspecific(key) {
      return Unmanaged<GEOSContext>.fromOpaque(found).takeUnretainedValue()
    }
    let made = GEOSContext()
    pthread_setspecific(key, Unmanaged.passRetained(made).toOpaque())
    return made
  }
}

/// The version of the GEOS library in use, `3.11.1`.
public enum GEOSLibrary {
  /// The version without the C API's own, as results state it.
  public static var version: String {
    let text = String(cString: GEOSversion())
    return text.split(separator: "-").first.map(String.init) ?? text
  }
}
