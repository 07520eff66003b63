public import GeoCore
internal import GeoFormats
public import GeoStreets
public import PlanningStudies

/// The making of a street network from files: what was asked for, what came of it, and where it
/// says so.
public struct NetworkBuild: Sendable {
  /// The OpenStreetMap extract.
  public var extractPath: String
  /// Who is to use the streets.
  public var mode: StreetMode
  /// A layer of polygons, as `LayerLoader` takes it; nil keeps the whole extract.
  public var clip: String?
  /// The least number of nodes of a component that stays; 0 and 1 keep all.
  public var minimumComponent: Int
  /// Whether components are those by permitted directions.
  public var isStronglyConnected: Bool
  /// How squares are passed.
  public var areas: AreaWalking
  /// How many threads build; the network is the same on any number.
  public var threads: Int

  /// What to make a network of, and what is usual for the rest.
  public init(
    extractPath: String, mode: StreetMode, clip: String? = nil,
    minimumComponent: Int = StreetNetworkBuilder.usualMinimumComponent,
    isStronglyConnected: Bool = false, areas: AreaWalking = .outline, threads: Int = 1
  ) {
    self.extractPath = extractPath
    self.mode = mode
    self.clip = clip
    self.minimumComponent = minimumComponent
    self.isStronglyConnected = isStronglyConnected
    self.areas = areas
    self.threads = threads
  }

  /// A network, and what became of the extract.
  public struct Result: Sendable {
    /// The network, ready to be written.
    public var saved: SavedStreetNetwork
    /// What became of the ways.
    public var report: NetworkReport
    /// Streets that only lead into the largest part by permitted directions, or only out of it.
    public var oneSided: OneSidedStreets
    /// The share of the clip area's bounding box beyond what the extract says that it covers; nil
    /// without a clip area, and when the extract does not tell.
    public var clipShareOutside: Double?
    /// The area it was cut to.
    public var clip: StudyLayer?
    /// What the file's metadata say of its origin.
    public var provenance: Provenance
  }

  /// Reads, builds, and gathers the facts that are saved with the network.
  /// - Throws: `FormatError` for an invalid polygon to cut to; what reading the extract, loading the
  ///   clip layer and building throw.
  public func run(loader: LayerLoader, phases: Phases = Phases()) throws -> Result {
    let clipLayer = try clip.map { reference in
      try phases.measure("read clip") {
        let clip = try loader.load(reference, name: "clip")
        try clip.layer.requireValidPolygons(threads: threads)
        return clip
      }
    }
    // Before two readers open it: a pipe has one.
    try OSMExtract.requireMap(extractPath)
    let (extract, sha256) = try phases.measure("read") {
      try Parallel.both(threads: threads) {
        try OSMExtract(path: extractPath)
      } _: {
        try Digest.sha256(ofFile: extractPath)
      }
    }
    let area = try clipLayer.map { try ClipArea($0.layer, threads: threads) }
    let builder = StreetNetworkBuilder(
      profile: .of(mode), clip: area, minimumComponent: minimumComponent,
      isStronglyConnected: isStronglyConnected, areas: areas, threads: threads)
    let (network, report) = try builder.build(from: extract, phases: phases)
    var saved = SavedStreetNetwork(network, facts: [])
    let oneSided = phases.measure("components") {
      OneSidedStreets(network, saved.graph, parts: .strong(saved.graph))
    }
    saved.facts = facts(network, report, oneSided, sha256: sha256, clip: clipLayer)
    return Result(
      saved: saved, report: report, oneSided: oneSided,
      clipShareOutside: area.flatMap { area in
        extract.bounds.map { area.shareOutside(EarthBox($0)) }
      },
      clip: clipLayer,
      provenance: provenance(saved, clip: clipLayer))
  }

  private func facts(
    _ network: StreetNetwork, _ report: NetworkReport, _ oneSided: OneSidedStreets, sha256: String,
    clip: StudyLayer?
  ) -> [SavedStreetNetwork.Fact] {
    var facts: [SavedStreetNetwork.Fact] = []
    func add(_ name: String, _ value: String) { facts.append(.init(name, value)) }
    add("format_version", String(SavedStreetNetwork.formatVersion))
    add("profile", mode.rawValue)
    add("extract", extractPath.split(separator: "/").last.map(String.init) ?? extractPath)
    add("extract_sha256", sha256)
    if let clip {
      add("clip", LayerSource(path: clip.reference).fileName)
      add("clip_sha256", clip.sha256)
    }
    add("minimum_component", String(minimumComponent))
    add("strongly_connected", String(isStronglyConnected))
    add("areas", areas.rawValue)
    add("amp_geo_version", Version.current)
    add("attribution", "© OpenStreetMap contributors, ODbL 1.0")
    add("nodes", String(network.nodeCount))
    add("edges", String(network.edgeCount))
    add("length_m", JSONText.number(network.totalMeters))
    for count in report.counts { add(count.name, String(count.value)) }
    add("island_length_m", JSONText.number((report.islandMeters * 1000).rounded() / 1000))
    add("inward_length_m", JSONText.number(oneSided.inwardMeters))
    add("outward_length_m", JSONText.number(oneSided.outwardMeters))
    return facts
  }

  private func provenance(_ saved: SavedStreetNetwork, clip: StudyLayer?) -> Provenance {
    Provenance(
      analysis: "network", parameters: saved.facts.map { ($0.name, .string($0.value)) },
      inputs: clip.map { [$0] } ?? [])
  }
}

extension LayerSource {
  /// The last part of the path.
  fileprivate var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }
}
