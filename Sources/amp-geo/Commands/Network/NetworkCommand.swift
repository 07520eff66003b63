import ArgumentParser

struct NetworkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "network",
    abstract: "Street networks: build one, look at one, ask what ways cost.",
    discussion: """
      Example:
        amp-geo network build extract.osm.pbf --profile walk -o streets.gpkg
        amp-geo network info streets.gpkg
        amp-geo network costs streets.gpkg --from homes.csv --to clinics.geojson \\
          --cutoff 30 -o costs.csv
      """,
    subcommands: [NetworkBuildCommand.self, NetworkInfoCommand.self, NetworkCostsCommand.self])
}
