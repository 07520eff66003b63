/// The form of an answer, by the parameter `f` or the header `Accept`.
///
/// **Source:** RFC 9110, section 12.5.1.
enum MediaChoice: String, CaseIterable {
  case json
  case html

  /// The choice between two forms: `f` decides; else what `Accept` likes better, and JSON where it
  /// likes both as much.
  /// - Throws: `ServiceProblem` for an `f` that is neither, and when `Accept` refuses both.
  init(_ request: ServiceRequest, json types: [String]) throws(ServiceProblem) {
    if let wanted = request.value(of: "f") {
      let isType = types.contains(wanted)
      guard let choice = MediaChoice(rawValue: wanted) ?? (isType ? .json : nil) else {
        throw .bad("f", "f is \"\(wanted)\", and can be json or html")
      }
      self = choice
      return
    }
    let accepted = AcceptedMedia(request.accept)
    let jsonQuality = types.map(accepted.quality).max() ?? 0
    let htmlQuality = accepted.quality(of: "text/html")
    guard max(jsonQuality, htmlQuality) > 0 else {
      throw ServiceProblem(
        status: 406, detail: "the answer can be \(types[0]) or text/html, which Accept leaves out")
    }
    self = htmlQuality > jsonQuality ? .html : .json
  }
}

/// The media types that a client accepts, each with how much it likes it.
struct AcceptedMedia {
  private var ranges: [(type: String, quality: Double)] = []

  init(_ header: String) {
    for part in header.split(separator: ",").prefix(50) {
      let fields = part.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
      guard let type = fields.first, type.contains("/") else { continue }
      let quality = fields.dropFirst().first { $0.hasPrefix("q=") }.map {
        Double($0.dropFirst(2)) ?? 0
      }
      ranges.append((type, quality ?? 1))
    }
  }

  /// How much a type is liked, 0 to 1: by the range that names it most closely; all without a header.
  func quality(of type: String) -> Double {
    if ranges.isEmpty { return 1 }
    let family = type.prefix { $0 != "/" }
    for range in [type, "\(family)/*", "*/*"] {
      if let found = ranges.first(where: { $0.type == range }) { return found.quality }
    }
    return 0
  }
}
