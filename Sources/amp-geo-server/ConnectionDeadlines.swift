import NIOCore
import NIOHTTPTypes

/// Closes connections of clients that are too slow: that do not end their request, do not ask again, or
/// do not take what they are sent.
///
/// A request that is being answered has all the time it needs.
final class ConnectionDeadlines: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// How long a whole request may take to come, counted from the end of the answer before.
  private static let reading = TimeAmount.seconds(30)
  /// How long a client may take nothing of what stands ready for it.
  private static let taking = TimeAmount.seconds(30)

  private var timer: Scheduled<Void>?
  /// What the client had yet to take when that was looked at last.
  private var untaken = 0

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { start(Self.reading, context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    start(Self.reading, context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    // A client that asks again has yet to take what it has asked for before.
    if case .end = unwrapInboundIn(data), context.channel.isWritable { timer?.cancel() }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { start(Self.reading, context) }
    context.write(data, promise: promise)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    // The answer goes on once there is room: nobody waits for the client in between.
    if context.channel.isWritable { timer?.cancel() } else { start(Self.taking, context) }
    context.fireChannelWritabilityChanged()
  }

  private func start(_ time: TimeAmount, _ context: ChannelHandlerContext) {
    timer?.cancel()
    untaken = Self.untaken(context.channel)
    schedule(time, context.channel)
  }

  private func schedule(_ time: TimeAmount, _ channel: any Channel) {
    let handler = NIOLoopBound(self, eventLoop: channel.eventLoop)
    timer = channel.eventLoop.scheduleTask(in: time) { handler.value.end(time, channel) }
  }

  /// Bytes that wait for the client to take what was sent before.
  private static func untaken(_ channel: any Channel) -> Int {
    (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
  }

  /// Closes the connection, unless the client has taken something meanwhile and has more to take.
  private func end(_ time: TimeAmount, _ channel: any Channel) {
    let left = Self.untaken(channel)
    guard left > 0, left < untaken else { return channel.close(promise: nil) }
    untaken = left
    schedule(time, channel)
  }
}
