internal import CRsvg
internal import GeoCore

/// An SVG picture, drawn by librsvg as pixels (PNG) or as a page (PDF), in this process.
///
/// **Units:** CSS pixels, 96 to an inch; a pixel of a PDF is 0.75 points. **Fonts:** those that fontconfig
/// finds; without any, a picture has no texts. Same picture, same versions of the libraries, same fonts:
/// same bytes. A PDF states 1970-01-01 as the time it was made.
public struct VectorPicture: ~Copyable {
  /// The width in CSS pixels.
  public let width: Double
  /// The height in CSS pixels.
  public let height: Double
  private let handle: OpaquePointer

  /// The most pixels on a side that cairo draws.
  static let mostPixels = 32_767.0

  /// Reads a picture that states its width and height.
  /// - Throws: `PictureError` when it is no SVG, or states no size.
  public init(svg: String) throws(PictureError) {
    var text = svg
    var error: UnsafeMutablePointer<GError>?
    // The whole text is read before the closure ends.
    let handle = text.withUTF8 { bytes -> OpaquePointer? in
      let stream = g_memory_input_stream_new_from_data(bytes.baseAddress, bytes.count, nil)
      defer { g_object_unref(UnsafeMutableRawPointer(stream)) }
      return rsvg_handle_new_from_stream_sync(stream, nil, CRSVG_UNLIMITED, nil, &error)
    }
    guard let handle else { throw Self.failure(error) }
    rsvg_handle_set_dpi(handle, 96)
    var (width, height) = (0.0, 0.0)
    guard rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height) != 0, width > 0,
      height > 0
    else {
      g_object_unref(UnsafeMutableRawPointer(handle))
      throw PictureError("the picture states no size")
    }
    self.handle = handle
    self.width = width
    self.height = height
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(handle)) }

  /// The picture as PNG, `scale` pixels for each CSS pixel.
  /// - Throws: `PictureError`, of kind `usage` for more than 32,767 pixels on a side.
  public borrowing func png(scale: Double) throws(PictureError) -> [UInt8] {
    let surface = try raster(scale: scale)
    let sink = ByteSink()
    let status = cairo_surface_write_to_png_stream(
      surface.pointer, ByteSink.append, Unmanaged.passUnretained(sink).toOpaque())
    try Self.require(status)
    return withExtendedLifetime(sink) { sink.bytes }
  }

  /// The picture's pixels, `scale` for each CSS pixel, as red, green, blue, row by row, on white.
  /// - Throws: as `png(scale:)`.
  public borrowing func pixels(
    scale: Double
  ) throws(PictureError) -> (width: Int, height: Int, rgb: [UInt8]) {
    let surface = try raster(scale: scale)
    cairo_surface_flush(surface.pointer)
    let width = Int(cairo_image_surface_get_width(surface.pointer))
    let height = Int(cairo_image_surface_get_height(surface.pointer))
    let stride = Int(cairo_image_surface_get_stride(surface.pointer))
    guard let data = cairo_image_surface_get_data(surface.pointer) else {
      throw PictureError("cairo holds no pixels")
    }
    var rgb: [UInt8] = []
    rgb.reserveCapacity(3 * width * height)
    for row in 0..<height {
      let line = UnsafeRawPointer(data + row * stride)
      for column in 0..<width {
        let pixel = line.loadUnaligned(fromByteOffset: 4 * column, as: UInt32.self)
        rgb.append(UInt8(truncatingIfNeeded: pixel >> 16))
        rgb.append(UInt8(truncatingIfNeeded: pixel >> 8))
        rgb.append(UInt8(truncatingIfNeeded: pixel))
      }
    }
    return (width, height, rgb)
  }

  /// The picture as a PDF of one page, with texts as texts.
  /// - Throws: `PictureError`.
  public borrowing func pdf(title: String) throws(PictureError) -> [UInt8] {
    let sink = ByteSink()
    let opaque = Unmanaged.passUnretained(sink).toOpaque()
    let (pageWidth, pageHeight) = (width * 0.75, height * 0.75)
    do {
      let surface = Surface(
        cairo_pdf_surface_create_for_stream(ByteSink.append, opaque, pageWidth, pageHeight))
      try Self.require(cairo_surface_status(surface.pointer))
      cairo_pdf_surface_set_metadata(
        surface.pointer, CAIRO_PDF_METADATA_CREATE_DATE, "1970-01-01T00:00:00Z")
      cairo_pdf_surface_set_metadata(surface.pointer, CAIRO_PDF_METADATA_TITLE, title)
      try draw(on: surface, width: pageWidth, height: pageHeight)
      cairo_surface_finish(surface.pointer)
      try Self.require(cairo_surface_status(surface.pointer))
    }
    return withExtendedLifetime(sink) { sink.bytes }
  }

  // MARK: Drawing

  private borrowing func raster(scale: Double) throws(PictureError) -> Surface {
    let (wide, high) = ((width * scale).rounded(), (height * scale).rounded())
    guard wide >= 1, high >= 1, wide <= Self.mostPixels, high <= Self.mostPixels else {
      throw PictureError(
        "a picture of \(wide) by \(high) pixels cannot be drawn: 1 to 32,767 on a side",
        remedy: "choose another layout, or write a PDF", kind: .usage)
    }
    let surface = Surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(wide), Int32(high)))
    try Self.require(cairo_surface_status(surface.pointer))
    try draw(on: surface, width: wide, height: high)
    return surface
  }

  private borrowing func draw(
    on surface: borrowing Surface, width: Double, height: Double
  ) throws(PictureError) {
    let context = cairo_create(surface.pointer)
    defer { cairo_destroy(context) }
    cairo_set_source_rgb(context, 1, 1, 1)
    cairo_paint(context)
    var viewport = RsvgRectangle(x: 0, y: 0, width: width, height: height)
    var error: UnsafeMutablePointer<GError>?
    guard rsvg_handle_render_document(handle, context, &viewport, &error) != 0 else {
      throw Self.failure(error)
    }
    try Self.require(cairo_status(context))
  }

  private static func failure(_ error: UnsafeMutablePointer<GError>?) -> PictureError {
    defer { g_error_free(error) }
    let words = error?.pointee.message.map { String(cString: $0) }
    return PictureError(words ?? "the picture cannot be drawn")
  }

  private static func require(_ status: cairo_status_t) throws(PictureError) {
    guard status != CAIRO_STATUS_SUCCESS else { return }
    throw PictureError(String(cString: cairo_status_to_string(status)))
  }
}

/// Owns a surface of cairo.
private struct Surface: ~Copyable {
  let pointer: OpaquePointer?

  init(_ pointer: OpaquePointer?) { self.pointer = pointer }
  deinit { cairo_surface_destroy(pointer) }
}

/// Where cairo writes its bytes.
private final class ByteSink {
  var bytes: [UInt8] = []

  static let append:
    @convention(c) (
      UnsafeMutableRawPointer?, UnsafePointer<UInt8>?, UInt32
    ) -> cairo_status_t = { sink, data, length in
      guard let sink else { return CAIRO_STATUS_WRITE_ERROR }
      let owner = Unmanaged<ByteSink>.fromOpaque(sink).takeUnretainedValue()
      owner.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
      return CAIRO_STATUS_SUCCESS
    }
}
