/// Colours of a terminal (ECMA-48, SGR), or none.
struct TextStyle {
  let isColored: Bool

  func bold(_ text: String) -> String { wrapped(text, "1") }
  func faint(_ text: String) -> String { wrapped(text, "2") }

  func severity(_ severity: Severity, _ text: String) -> String {
    switch severity {
    case .error: wrapped(text, "1;31")
    case .warning: wrapped(text, "1;33")
    case .info: wrapped(text, "1;36")
    }
  }

  /// Green or red.
  func verdict(passes: Bool, _ text: String) -> String { wrapped(text, passes ? "1;32" : "1;31") }

  private func wrapped(_ text: String, _ code: String) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
