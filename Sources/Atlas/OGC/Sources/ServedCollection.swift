internal import Foundation
internal import GeoCore
internal import GeoFormats
internal import GeoProjection
internal import Synchronization

/// A layer as the service shows it.
final class ServedCollection: Sendable {
  /// The name in its path.
  let id: String
  let title: String
  let abstract: String?
  let source: any FeatureSource
  /// The state of the file that it was read from.
  let version: String
  /// What its columns mean.
  let dictionary: FieldDictionary
  /// The name of its table in the dictionary.
  let table: String
  /// The box of all geometries, degrees of longitude and latitude; nil when there are none.
  let degrees: Box?
  /// The systems that it can be had in, that of the file among them.
  let systems: [ServedSystem]

  private let counts = Mutex<[FeatureCondition?: Int]>([:])
  private static let mostCounts = 256

  init(
    id: String, table: String, source: any FeatureSource, version: String,
    dictionary: FieldDictionary
  ) {
    self.id = id
    self.table = table
    self.source = source
    self.version = version
    self.dictionary = dictionary
    title = source.title ?? id
    abstract = source.abstract
    let box = source.extent.isEmpty ? nil : source.extent
    degrees = box.flatMap { try? Box.longitudeLatitude(of: $0, in: source.crs) }
    systems = ServedSystem.all(of: source.crs, around: degrees)
  }

  /// The system of the file, as it is served.
  var storage: ServedSystem { ServedSystem.storage(of: source.crs) }

  /// How many features fulfil a condition; remembered, since the collection does not change.
  func count(where condition: FeatureCondition?) throws -> Int {
    if let known = counts.withLock({ $0[condition] }) { return known }
    let count = try source.count(where: condition)
    counts.withLock { counts in
      if counts.count >= Self.mostCounts { counts = [:] }
      counts[condition] = count
    }
    return count
  }

  func entry(_ column: String) -> FieldDictionary.Entry? {
    dictionary.entry(table: table, column: column)
  }

  /// The column of a name; nil when there is none.
  func column(_ name: String) -> FeatureColumn? { source.columns.first { $0.name == name } }
}
