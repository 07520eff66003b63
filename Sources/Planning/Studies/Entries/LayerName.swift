public import GeoCore

/// What a layer may be called: its name becomes part of column names.
public enum LayerName {
  /// The rule, for messages.
  public static let rule: Remedy =
    "use small letters, digits and underscores, a letter first: urban_renewal"

  /// Whether a layer may have that name: small letters of ASCII, digits and underscores, a letter
  /// first.
  public static func isUsable(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, ("a"..."z").contains(first) else { return false }
    return name.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_"
    }
  }

  /// A usable name made from any text: `Zones N` → `zones_n`.
  public static func made(from text: String) -> String {
    var name = ""
    for scalar in text.lowercased().unicodeScalars {
      let isKept = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      if isKept { name.unicodeScalars.append(scalar) } else if name.last != "_" { name += "_" }
    }
    while name.last == "_" { name.removeLast() }
    guard let first = name.unicodeScalars.first, ("a"..."z").contains(first) else {
      return "layer" + (name.isEmpty ? "" : "_" + name.drop { $0 == "_" })
    }
    return name
  }
}
