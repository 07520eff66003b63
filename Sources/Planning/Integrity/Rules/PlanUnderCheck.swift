import GeoCore
internal import GeoData
import GeoFormats
import GeoStreets
internal import PlanningStudies

/// A plan that could be read, and each layer that it names, as far as that could be loaded.
struct PlanUnderCheck {
  /// A layer under the name that the plan gives it.
  struct Source {
    /// `zones`, `people`, or the name under `layers`.
    var name: String
    var reference: String
    var filter: AttributeFilter
    /// The keys that lead to it in the file.
    var keys: [String]
    /// The layer as the plan filters it; nil when it could not be loaded.
    var study: StudyLayer?
    /// Why it could not; nil when it could, or when the file is another than the catalogue's.
    var failure: (any GeoFailure)?
    /// Attributes that the plan names and the layer lacks.
    var missingAttributes: [String] = []
  }

  let plan: Plan
  let path: String
  let catalogue: Catalogue
  let loader: LayerLoader
  let threads: Int
  /// Where its findings are read.
  let door: any Door
  /// The zones first, then the layers in the order of the plan, then people.
  private(set) var sources: [Source] = []
  /// Embedded files that are not those of the catalogue, by the name of their entries.
  private(set) var changedFiles: [String: String] = [:]
  /// Why the street network could not be loaded; nil when it could, or when there is none.
  private(set) var networkFailure: (any GeoFailure)?
  private let places: PlanPlaces

  /// Loads all that the plan names; what fails is kept.
  /// - Throws: `InputError` when the embedded catalogue cannot be read.
  init(
    _ plan: Plan, text: String, path: String, read: ReadOptions, door: any Door = LibraryDoor()
  ) throws {
    self.door = door
    self.plan = plan
    self.path = path
    threads = read.threads
    catalogue = try Catalogue.embedded()
    loader = LayerLoader(
      catalogue: catalogue, folder: OutputFolder.parent(of: path), options: read)
    places = PlanPlaces(text, path: path)
    let zones = plan.zones
    add(
      "zones", zones.source, zones.filter, keys: ["zones"],
      attributes: [zones.id, zones.name, zones.population].compactMap { $0 })
    for layer in plan.layers {
      add(layer.name, layer.source, layer.filter, keys: ["layers", layer.name])
    }
    networkFailure = plan.network.flatMap {
      Self.failure(ofNetwork: loader.path(of: $0.source))
    }
    if let people = plan.people, let source = people.source {
      add("people", source, AttributeFilter(), keys: ["people"], attributes: [people.field])
    }
  }

  private static func failure(ofNetwork path: String) -> (any GeoFailure)? {
    do {
      _ = try SavedStreetNetwork(path: path)
      return nil
    } catch let failure as any GeoFailure {
      return failure
    } catch {
      return InputError(path: path, reason: "\(error)")
    }
  }

  private mutating func add(
    _ name: String, _ reference: String, _ filter: AttributeFilter, keys: [String],
    attributes: [String] = []
  ) {
    var source = Source(name: name, reference: reference, filter: filter, keys: keys)
    defer { sources.append(source) }
    if let entry = catalogue[reference], let digest = Self.digest(ifChanged: entry) {
      changedFiles[entry.name] = digest
      return
    }
    do {
      let whole = try loader.load(reference, name: name)
      let wanted = attributes + filter.conditions.map(\.attribute)
      source.missingAttributes = wanted.filter { whole.layer.attributes[$0] == nil }
      let canFilter = filter.conditions.allSatisfy { whole.layer.attributes[$0.attribute] != nil }
      if canFilter { source.study = try loader.load(reference, name: name, filter: filter) }
    } catch let failure as any GeoFailure {
      source.failure = failure
    } catch {
      source.failure = InputError(path: reference, reason: "\(error)")
    }
  }

  /// The checksum of an embedded file when it is not the catalogue's; nil when it is, or when
  /// there is no such file, which loading reports.
  private static func digest(ifChanged entry: Catalogue.Entry) -> String? {
    guard let path = GeoData.path(of: entry.file), let bytes = try? InputFile.bytes(of: path) else {
      return nil
    }
    let digest = Digest.sha256(bytes)
    return digest == entry.sha256 ? nil : digest
  }

  var zones: Source? { sources.first }

  /// The catalogue's entries that the plan uses and whose files are unchanged, in its order.
  var usedEntries: [Catalogue.Entry] {
    catalogue.entries.filter { entry in
      changedFiles[entry.name] == nil && sources.contains { $0.reference == entry.name }
    }
  }

  /// A finding at a key of the plan.
  func finding(
    _ rule: IntegrityRule, _ message: String, at keys: [String], features: [String] = []
  ) -> Finding {
    let place = places.place(of: keys)
    return Finding(
      rule, message, file: path, line: place?.line, column: place?.column, features: features)
  }
}
