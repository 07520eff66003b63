internal import GeoCore

/// Why a request is not answered as it wants: problem details of HTTP.
///
/// **Source:** RFC 9457, Problem Details for HTTP APIs.
struct ServiceProblem: Error {
  var status: Int
  /// What is wrong, where, and what to do.
  var detail: String
  /// The parameter that is wrong; nil when it is none of them.
  var parameter: String?

  /// A parameter that cannot be understood or fulfilled.
  static func bad(_ parameter: String?, _ detail: String) -> ServiceProblem {
    ServiceProblem(status: 400, detail: detail, parameter: parameter)
  }

  /// Something that is not there.
  static func notFound(_ detail: String) -> ServiceProblem {
    ServiceProblem(status: 404, detail: detail)
  }

  /// The words of RFC 9110 for a status.
  static func title(of status: Int) -> String {
    switch status {
    case 400: "Bad Request"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 406: "Not Acceptable"
    case 414: "URI Too Long"
    case 503: "Service Unavailable"
    default: "Internal Server Error"
    }
  }

  var answer: ServiceAnswer {
    let document = JSONValue.object([
      "type": .string("about:blank"), "title": .string(Self.title(of: status)),
      "status": .integer(status), "detail": .string(detail),
      "parameter": parameter.map { .string($0) },
    ])
    var answer = ServiceAnswer(
      Array(document.pretty.utf8), type: "application/problem+json", status: status)
    answer.headers.append(("Cache-Control", "no-store"))
    if status == 503 { answer.headers.append(("Retry-After", "2")) }
    if status == 405 { answer.headers.append(("Allow", "GET, HEAD, OPTIONS")) }
    return answer
  }
}
