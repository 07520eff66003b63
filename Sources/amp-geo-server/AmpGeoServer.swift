import ArgumentParser
import Atlas
import GeoCore
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import UnixSignals

/// The web server: sockets, threads, signals and the log. What is answered is `WebService`'s affair.
@main
struct AmpGeoServer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "amp-geo-server",
    abstract: "Serve layers as OGC API Features and vector tiles; amp-geo serve starts it.")

  @Argument(help: "The folder whose GeoPackages and GeoJSON are served.")
  var folder: String

  @Argument(help: "Files that are served beside those of the folder.")
  var files: [String] = []

  @Option(help: "The address to listen at.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen at; 0 takes a free one.")
  var port = 8080

  @Option(help: "What links begin with, when others reach the service by another address.")
  var url: String?

  @Option(help: "Megabytes of answers that are kept.")
  var cacheMegabytes = 64

  @Option(help: "The most connections at once.")
  var connections = 1024

  @Flag(help: "Log only what goes wrong.")
  var quiet = false

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port is between 0 and 65535")
    }
    guard (0...65_536).contains(cacheMegabytes) else {
      throw ValidationError("--cache-megabytes is between 0 and 65536")
    }
    guard (1...65_536).contains(connections) else {
      throw ValidationError("--connections is between 1 and 65536")
    }
    if let url, !url.hasPrefix("http://"), !url.hasPrefix("https://") {
      throw ValidationError("--url begins with http:// or https://")
    }
  }

  func run() async throws {
    let level: Logger.Level = quiet ? .warning : .info
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = level
      return handler
    }
    do {
      try await serve(Logger(label: "amp-geo-server"))
    } catch let failure as any GeoFailure {
      throw Self.end(failure.description, failure.kind == .missingInput ? 66 : 65)
    } catch let error as IOError {
      let reason =
        error.errnoCode == Self.addressInUse
        ? "the port is in use; choose another with --port" : "\(error)"
      throw Self.end("\(host):\(port): \(reason)", 73)
    }
  }

  /// The error number of a port that somebody else listens at, on Linux.
  private static let addressInUse: Int32 = 98

  private static func end(_ message: String, _ code: Int32) -> ExitCode {
    Logger(label: "amp-geo-server").error("\(message)")
    return ExitCode(code)
  }

  private func serve(_ logger: Logger) async throws {
    var settings = WebService.Settings(folder: folder, files: files)
    settings.cacheBytes = cacheMegabytes << 20
    settings.packing = { ByteBuffer(bytes: $0) }
    let service = try WebService(settings)
    for note in service.refresh() { logger.notice("\(note)") }
    guard !service.collections.isEmpty else {
      throw FormatError(
        path: folder, reason: "there is nothing to serve: no GeoPackage and no GeoJSON can be read",
        remedy: "make results with amp-geo run -o \(folder), or name files", kind: .missingInput)
    }
    let workers = NIOThreadPool(numberOfThreads: max(2, System.coreCount))
    workers.start()
    let address = ServedAddress(host: host, url: url)
    let application = Application(
      responder: ServiceResponder(service: service, workers: workers, address: address),
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [ConnectionDeadlines()], idleTimeout: nil,
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 32_768, maxHeaderListSize: 65_536, maxHeaderFieldCount: 100))),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port), serverName: nil,
        availableConnectionsDelegate: MaximumAvailableConnections(connections)),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? 0
        address.set(port: port)
        logger.notice(
          "\(address.own)/ serves \(service.collections.count) collections of \(folder)")
      },
      logger: quietLogger)
    var configuration = ServiceGroupConfiguration(
      services: [
        .init(service: FileWatch(service: service, workers: workers, logger: logger)),
        .init(service: application),
      ],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: quietLogger)
    configuration.maximumGracefulShutdownDuration = .seconds(10)
    try await ServiceGroup(configuration: configuration).run()
    try await workers.shutdownGracefully()
    logger.notice("stopped")
  }

  /// For what libraries have to say: their failures alone.
  private var quietLogger: Logger {
    var logger = Logger(label: "amp-geo-server")
    logger.logLevel = .error
    return logger
  }
}
