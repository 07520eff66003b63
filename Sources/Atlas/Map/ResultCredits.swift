internal import Foundation
public import GeoCore
internal import PlanningRun

/// What a result file says of its own sources and columns, for the words of a map.
public struct ResultCredits: Sendable {
  /// The sources of the inputs that the columns rest on; nil when the file names none.
  public let sourceLine: String?
  /// Whether a column rests on drawn shapes.
  public let isIndicative: Bool
  /// What the first column is; nil when nothing says.
  public let field: Field?
  /// The names of the layers that went into the result; nil for files of others.
  private let layers: [String]?
  private let beside: FieldsFile

  private struct Provenance: Decodable {
    struct Input: Decodable {
      var name: String
      var source: String
      var status: String
    }
    var inputs: [Input]
  }

  /// Reads the foreign member `amp_geo`, the column `<layer>_status` beside the column, and, for what
  /// these do not say, `fields.json` beside the file.
  public init(of layer: Layer, column: String) { self.init(of: layer, columns: [column]) }

  /// The same for several columns.
  public init(of layer: Layer, columns: [String]) {
    let member = layer.foreignMembers.first { $0.name == "amp_geo" }
    let provenance = member.flatMap {
      try? JSONDecoder().decode(Provenance.self, from: Data($0.json.utf8))
    }
    let inputs = provenance?.inputs ?? []
    let layers = provenance.map { $0.inputs.map(\.name) }
    let beside = FieldsFile(beside: layer)
    self.layers = layers
    self.beside = beside
    field = columns.first.flatMap { Self.field($0, layers: layers, beside: beside) }
    // Of the layers whose name starts the column's, the longest is meant.
    let measured = columns.compactMap { column in
      inputs.filter { column.hasPrefix($0.name + "_") }.max { $0.name.count < $1.name.count }
    }
    let used = inputs.first.map { [$0] } ?? []
    var seen: Set<String> = []
    let sources = (used + measured).map { Self.bare($0.source) }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
    sourceLine = sources.isEmpty ? nil : sources.joined(separator: "; ")
    isIndicative = measured.contains { input in
      guard let status = layer.attributes[input.name + "_status"] else {
        return input.status == "indicative"
      }
      return (0..<status.count).contains { status.string($0) == "indicative" }
    }
  }

  /// What a column is, by the dictionary of results or the file beside.
  func field(_ column: String) -> Field? {
    Self.field(column, layers: layers, beside: beside)
  }

  private static func field(_ column: String, layers: [String]?, beside: FieldsFile) -> Field? {
    layers.flatMap { ResultFields.field(named: column, layers: $0) } ?? beside.field(column)
  }

  /// A source without the word for it in front: `IGN` for `Sources : IGN`.
  static func bare(_ source: String) -> String {
    let text = source.trimmingCharacters(in: .whitespacesAndNewlines)
    guard let colon = text.firstIndex(of: ":") else { return text }
    let word = text[..<colon].trimmingCharacters(in: .whitespaces).lowercased()
    guard ["source", "sources"].contains(word) else { return text }
    return bare(String(text[text.index(after: colon)...]))
  }

  /// The line under a map: the word once, in the plural for several.
  static func line(_ source: String, _ language: Wording.Language) -> String? {
    var seen: Set<String> = []
    let sources = source.components(separatedBy: "; ").map(bare)
      .filter { !$0.isEmpty && seen.insert($0).inserted }
    guard !sources.isEmpty else { return nil }
    let word = sources.count == 1 ? MapWords.source : MapWords.sources
    return word[language] + sources.joined(separator: "; ")
  }
}
