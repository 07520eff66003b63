internal import Foundation
public import GeoCore

/// What the columns of results mean, as `fields.json` in their folder says.
public struct FieldDictionary: Sendable {
  /// What one column means.
  public struct Entry: Sendable, Equatable {
    /// A heading.
    public var title: Wording
    /// A sentence.
    public var meaning: Wording
    /// `m²`; nil without one.
    public var unit: String?
    /// The words that a category may have.
    public var words: [String]
  }

  private var tables: [String: [String: Entry]] = [:]

  /// A dictionary without entries.
  public init() {}

  /// Reads the text of a `fields.json`; what is not as it should be is left out.
  public init(json: [UInt8]) {
    guard let document = try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any],
      let resources = document["resources"] as? [[String: Any]]
    else { return }
    for resource in resources {
      guard let name = resource["name"] as? String,
        let schema = resource["schema"] as? [String: Any],
        let fields = schema["fields"] as? [[String: Any]]
      else { continue }
      for field in fields {
        guard let column = field["name"] as? String else { continue }
        func wording(_ key: String) -> Wording {
          let english = field[key] as? String ?? ""
          return Wording(en: english, fr: field["\(key)_fr"] as? String ?? english)
        }
        let values = field["values"] as? [[String: Any]] ?? []
        tables[Self.key(name), default: [:]][column] = Entry(
          title: wording("title"), meaning: wording("description"), unit: field["unit"] as? String,
          words: values.compactMap { $0["value"] as? String })
      }
    }
  }

  /// The entry of a column of a table; nil when the dictionary has none.
  public func entry(table: String, column: String) -> Entry? {
    tables[Self.key(table)]?[column]
  }

  /// Files have dashes where tables have underscores.
  private static func key(_ table: String) -> String {
    String(table.map { $0 == "-" ? "_" : $0 })
  }
}
