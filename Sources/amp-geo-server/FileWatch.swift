import Atlas
import Logging
import NIOPosix
import ServiceLifecycle

/// Has the service look at its files once a second, until the server stops.
struct FileWatch: Service {
  let service: WebService
  let workers: NIOThreadPool
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        guard (try? await Task.sleep(for: .seconds(1))) != nil,
          let notes = try? await workers.runIfActive({ service.refresh() })
        else { return }
        for note in notes { logger.notice("\(note)") }
      }
    }
  }
}
