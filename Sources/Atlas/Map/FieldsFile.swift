internal import Foundation
import GeoCore
import GeoFormats

/// What `fields.json` beside a result says of its columns: the main job writes one for all its files.
struct FieldsFile {
  private let fields: [String: Field]

  private struct Package: Decodable {
    var resources: [Resource]
  }

  private struct Resource: Decodable {
    var name: String
    var path: String
    var schema: Schema
  }

  private struct Schema: Decodable {
    var fields: [Column]
  }

  private struct Column: Decodable {
    var name: String
    var title: String?
    var title_fr: String?
    var description: String?
    var description_fr: String?
    var kind: String?
    var low: String?
    var high: String?
    var reason: String?
    var values: [Value]?
  }

  private struct Value: Decodable {
    var value: String
    var label: String
    var label_fr: String?
  }

  /// Nothing when there is no such file, or it says nothing of this layer.
  init(beside layer: Layer) {
    let path = layer.path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = path.dropLast().joined(separator: "/")
    let file = folder.isEmpty ? "fields.json" : folder + "/fields.json"
    guard let name = path.last, !name.isEmpty,
      let bytes = try? InputFile.bytes(of: file, asInput: false),
      let package = try? JSONDecoder().decode(Package.self, from: Data(bytes))
    else {
      fields = [:]
      return
    }
    func plain(_ name: some StringProtocol) -> String {
      name.split(separator: "-").joined(separator: "_")
    }
    let resource =
      package.resources.first { $0.path == name }
      ?? package.resources.first { plain($0.name) == plain(layer.name) }
    var fields: [String: Field] = [:]
    for column in resource?.schema.fields ?? [] {
      guard let title = column.title, let kind = column.kind.flatMap(Field.Kind.init(rawValue:))
      else { continue }
      fields[column.name] = Field(
        column.name, kind, label: Wording(en: title, fr: column.title_fr ?? title),
        meaning: Wording(
          en: column.description ?? "", fr: column.description_fr ?? column.description ?? ""),
        bounds: column.low.flatMap { low in column.high.map { [low, $0] } } ?? [],
        reason: column.reason,
        values: (column.values ?? []).map {
          Field.Value($0.value, en: $0.label, fr: $0.label_fr ?? $0.label)
        })
    }
    self.fields = fields
  }

  func field(_ name: String) -> Field? { fields[name] }
}
