import ArgumentParser

struct NetworkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "network",
    abstract: "Street networks: build one from OpenStreetMap, look at one.",
    discussion: """
      Example:
        amp-geo network build extract.osm.pbf --profile walk -o streets.gpkg
        amp-geo network info streets.gpkg
      """,
    subcommands: [NetworkBuildCommand.self, NetworkInfoCommand.self])
}
