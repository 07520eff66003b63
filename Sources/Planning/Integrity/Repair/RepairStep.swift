/// One repair, in a file of its own: what it does, when it is wanted, and how it is done. To add
/// one, write the type and name it in `RepairSteps.all`, at its place in the order.
package protocol RepairStep: Sendable {
  /// The word that `--skip` and the report use.
  static var name: String { get }
  /// One line for `--list-steps` and the report.
  static var summary: String { get }
  /// Whether it is done again after later steps, until nothing changes.
  static var isRepeated: Bool { get }

  static func isWanted(_ options: RepairOptions) -> Bool
  /// Repairs what there is to repair, and books it.
  static func apply(to state: inout RepairState) throws
}

/// The one list of repairs, in the order in which they are done.
package enum RepairSteps {
  package static let all: [any RepairStep.Type] = [
    CloseRings.self, RoundDigits.self, DropRepeatedPoints.self, WindRings.self, MakeValid.self,
    SnapVertices.self, NodeEdges.self, SettleCoverage.self, DropSlivers.self, RenumberIDs.self,
  ]

  package static func wanted(_ options: RepairOptions) -> [any RepairStep.Type] {
    all.filter { !options.skipped.contains($0.name) && $0.isWanted(options) }
  }
}
