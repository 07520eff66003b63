import ArgumentParser
import GeoCore
import GeoFormats
import GeoStreets
import PlanningAccess

struct NetworkInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Print counts, components and lengths of a street network.",
    discussion: """
      Example:
        amp-geo network info streets.gpkg
        amp-geo network info streets.gpkg --format json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Argument(help: "A network made by network build.", completion: .network)
  var network: String

  @Option(help: "How to print: text or json.")
  var format: Format = .text

  @OptionGroup var global: GlobalOptions

  mutating func run() throws {
    try global.perform("network info") { phases in
      let saved = try phases.measure("read") { try SavedStreetNetwork(path: network) }
      let summary = phases.measure("count") { NetworkSummary(saved) }
      let output = try OutputFile("-")
      try output.write(format == .json ? summary.json.pretty : text(of: summary))
      try output.commit()
    }
  }

  private func text(of summary: NetworkSummary) -> String {
    let network = summary.saved.network
    var text = "\(network.mode.rawValue): \(network.nodeCount) nodes, \(network.edgeCount) edges"
    text += ", \(kilometers(network.totalMeters)) km\n"
    text += "components whatever the direction: \(summary.weakComponents),"
    text += " the largest with \(percent(summary.largestWeakShare)) of the nodes\n"
    text += "components by permitted directions: \(summary.strongComponents),"
    text += " the largest with \(percent(summary.largestStrongShare)) of the nodes;"
    text += " \(kilometers(summary.oneSided.inwardMeters)) km only lead into it,"
    text += " \(kilometers(summary.oneSided.outwardMeters)) km only out of it\n"
    let lines = text.split(separator: "\n").map {
      TextTable.wrapped(String($0), StandardStreams.outputColumns).joined(separator: "\n  ")
    }
    text = lines.joined(separator: "\n") + "\n\n"
    var rows = [["class", "edges", "length km", "one-way km"]]
    for one in summary.classes {
      rows.append([
        one.name, String(one.edges), kilometers(one.meters), kilometers(one.onewayMeters),
      ])
    }
    text += TextTable.render(rows, rightAligned: [1, 2, 3]) + "\n"
    return text
      + TextTable.render([["made of", ""]] + summary.saved.facts.map { [$0.name, $0.value] })
  }

  private func percent(_ share: Double) -> String {
    "\(JSONText.number((share * 1000).rounded() / 10)) %"
  }

  private func kilometers(_ meters: Double) -> String {
    JSONText.number((meters).rounded() / 1000)
  }
}
