internal import Foundation
public import GeoCore
internal import PlanningRun

/// What a result file says of its own sources, for the source line of a map.
public struct ResultCredits: Sendable {
  /// The sources of the inputs that the column rests on; nil when the file names none.
  public let sourceLine: String?
  /// Whether the column rests on drawn shapes.
  public let isIndicative: Bool
  /// What the column is; nil when the file is no result of ours, or the column none of its figures.
  public let field: Field?

  private struct Provenance: Decodable {
    struct Input: Decodable {
      var name: String
      var source: String
      var status: String
    }
    var inputs: [Input]
  }

  /// Reads the foreign member `amp_geo` and the column `<layer>_status` beside the column.
  public init(of layer: Layer, column: String) {
    let member = layer.foreignMembers.first { $0.name == "amp_geo" }
    let provenance = member.flatMap {
      try? JSONDecoder().decode(Provenance.self, from: Data($0.json.utf8))
    }
    let inputs = provenance?.inputs ?? []
    field = provenance.flatMap { _ in
      ResultFields.field(named: column, layers: inputs.map(\.name))
    }
    // Of the layers whose name starts the column's, the longest is meant.
    let measured = inputs.filter { column.hasPrefix($0.name + "_") }
      .max { $0.name.count < $1.name.count }
    let used = inputs.first.map { [$0] } ?? []
    let all = used + (measured.map { [$0] } ?? [])
    var seen: Set<String> = []
    let sources = all.map(\.source).filter { seen.insert($0).inserted }
    sourceLine = sources.isEmpty ? nil : sources.joined(separator: "; ")
    let status = measured.flatMap { layer.attributes[$0.name + "_status"] }
    let isAnyDrawn = status.map { column in
      (0..<column.count).contains { column.string($0) == "indicative" }
    }
    isIndicative = isAnyDrawn ?? (measured?.status == "indicative")
  }
}
