internal import GRDB
internal import GeoCore
internal import Synchronization

/// Connections to one GeoPackage that stay open between queries, each used by one thread at a time.
///
/// A file with changes pending in a write-ahead log is refused: those are read by a copy, which does not
/// stay. Whoever keeps connections minds changes of the file by itself (`FileState`).
final class GeoPackageConnections: Sendable {
  private struct Connection: Sendable {
    var queue: DatabaseQueue
    var watch: GeoPackageBounds.Watch
  }

  let path: String
  private let location: String
  private let bounds: GeoPackageBounds
  private let idle = Mutex<[Connection]>([])
  /// Connections beyond that are closed after use.
  private static let mostIdle = 8

  /// - Throws: `FormatError` when the file has changes pending beside it.
  init(path: String) throws(FormatError) {
    self.path = path
    bounds = GeoPackageBounds(of: path)
    guard !GeoPackageFile.hasPendingLog(path) else {
      throw FormatError(
        path: path, reason: "changes of it are pending in a write-ahead log",
        remedy: "close it in the program that writes to it")
    }
    location = GeoPackageFile.location(of: path, SQLiteHeader(of: path))
  }

  /// Runs queries on a connection of its own.
  /// - Throws: `FormatError`, and what `body` throws.
  func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try GeoPackageFile.translatingErrors(path: path, bounds) {
      let connection = try idle.withLock { $0.popLast() } ?? opened()
      connection.watch.renew()
      defer {
        idle.withLock { if $0.count < Self.mostIdle { $0.append(connection) } }
      }
      return try connection.queue.read(body)
    }
  }

  private func opened() throws -> Connection {
    let watch = bounds.watch()
    var configuration = GeoPackageFile.configuration(isReadonly: true, watch)
    let prepare = { @Sendable (database: Database) in
      database.add(function: GeoPackageCondition.meeting)
      database.add(function: GeoPackageCondition.likeness)
    }
    configuration.prepareDatabase(prepare)
    return Connection(
      queue: try DatabaseQueue(path: location, configuration: configuration), watch: watch)
  }
}
