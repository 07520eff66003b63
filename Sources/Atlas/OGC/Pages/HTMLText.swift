internal import GeoCore

/// Pages for people, plain: a heading, the way up, a body.
///
/// Everything from files and requests goes through `escaped`.
enum HTMLText {
  /// Text as it may stand between tags and in quoted attributes.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  static func link(_ address: String, _ text: String) -> String {
    "<a href=\"\(escaped(address))\">\(escaped(text))</a>"
  }

  /// A table; cells are escaped.
  static func table(_ heading: [String], _ rows: [[String]]) -> String {
    let head = heading.map { "<th scope=\"col\">\(escaped($0))</th>" }.joined()
    let body = rows.map { row in
      "<tr>" + row.map { "<td>\(escaped($0))</td>" }.joined() + "</tr>\n"
    }
    return "<table>\n<tr>\(head)</tr>\n\(body.joined())</table>\n"
  }

  /// A whole page. The body is HTML already.
  static func page(
    title: String, way: [(address: String, title: String)], json: String, body: String
  ) -> [UInt8] {
    let crumbs = way.map { link($0.address, $0.title) }.joined(separator: " / ")
    let text = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escaped(title))</title>
      <link rel="alternate" type="application/json" href="\(escaped(json))">
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
      table { border-collapse: collapse; display: block; overflow-x: auto }
      th, td { border-bottom: 1px solid #ccc; padding: .25rem .75rem; text-align: left }
      </style>
      </head>
      <body>
      <nav>\(crumbs)</nav>
      <main>
      <h1>\(escaped(title))</h1>
      \(body)
      <p>\(link(json, "JSON"))</p>
      </main>
      </body>
      </html>

      """
    return Array(text.utf8)
  }
}
