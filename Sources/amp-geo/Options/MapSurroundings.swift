import ArgumentParser
import Atlas
import GeoCore
import GeoFormats
import GeoProjection
import GeoStreets
import PlanningStudies

/// What a map shows around its zones.
struct MapSurroundings: ParsableArguments {
  @Option(
    name: .customLong("over"),
    help: ArgumentHelp(
      "Points, lines or outlines over the zones: an embedded layer or a file, NAME=LAYER to call it so; "
        + "repeatable.", valueName: "layer"),
    completion: .layer)
  var over: [OverlayReference] = []

  @Option(
    name: .customLong("water"),
    help: ArgumentHelp(
      "Sea, lakes, rivers, drawn as water over the zones; repeatable.", valueName: "layer"),
    completion: .layer)
  var water: [OverlayReference] = []

  @Option(
    name: .customLong("base"),
    help: ArgumentHelp(
      "An OpenStreetMap extract: roads, water, green spaces.", valueName: "extract"),
    completion: .extract)
  var base: String?

  /// What was read, in the CRS of the map's layer.
  struct Read {
    var overlays: [MapOverlay] = []
    var layers: [Layer] = []
    var sources: [String] = []
  }

  /// - Throws: `FormatError`, `InputError`, `PROJError` for a layer that cannot be brought into the map's
  ///   system.
  func read(
    _ loader: LayerLoader, for map: Layer, language: Wording.Language, threads: Int
  ) throws -> Read {
    var read = Read()
    func placed(_ geometries: Geometries) throws -> Geometries {
      geometries.crs == map.crs
        ? geometries : try geometries.transformed(to: map.crs, threads: threads).geometries
    }
    if let base {
      let extract = try BasemapExtract(path: base)
      func add(_ geometries: Geometries, _ role: MapOverlay.Role) throws {
        guard geometries.count > 0 else { return }
        read.overlays.append(
          MapOverlay(
            try placed(geometries), title: MapOverlay.title(of: role, language), role: role))
      }
      try add(extract.green, .green)
      try add(extract.water, .water)
      for rank in extract.roads.indices.reversed() {
        try add(extract.roads[rank], .roads(rank: rank))
      }
      read.sources.append("© OpenStreetMap contributors (ODbL)")
    }
    for (role, references) in [(MapOverlay.Role.water, water), (.over, over)] {
      for reference in references {
        let study = try loader.load(reference.reference, name: "layer")
        let isListed = loader.catalogue[reference.reference] != nil
        if isListed { read.sources.append(study.credits.source) }
        let title =
          reference.title
          ?? (role == .water
            ? MapOverlay.title(of: role, language)
            : study.layer.title ?? Self.title(study.layer.name))
        read.overlays.append(
          MapOverlay(
            try placed(study.layer.geometries), title: title, role: role,
            isIndicative: study.weakestStatus == .indicative))
        read.layers.append(study.layer)
      }
    }
    return read
  }

  /// `Town halls` for `town-halls`.
  private static func title(_ name: String) -> String {
    let words = name.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

/// `TITLE=LAYER`, or a layer that is called by its own name.
struct OverlayReference: ExpressibleByArgument {
  var title: String?
  var reference: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      reference = argument
      if argument.isEmpty || argument.first == "=" { return nil }
      return
    }
    title = String(argument[..<equals])
    reference = String(argument[argument.index(after: equals)...])
    if reference.isEmpty { return nil }
  }
}
