import GeoCore
import GeoPictures
import Testing

/// SVG pictures as pixels and as pages.
@Suite struct VectorPictureTests {
  private let svg =
    "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'>"
    + "<rect width='10' height='10' fill='#ff0000'/></svg>"

  @Test func pixelsAreWhereTheyAreDrawn() throws {
    let picture = try VectorPicture(svg: svg)
    #expect(picture.width == 20 && picture.height == 10)
    let (width, height, rgb) = try picture.pixels(scale: 2)
    #expect(width == 40 && height == 20 && rgb.count == 3 * 40 * 20)
    #expect(Array(rgb[0..<3]) == [255, 0, 0])
    #expect(Array(rgb[3 * 39..<3 * 40]) == [255, 255, 255])
  }

  @Test func aPNGStatesItsSize() throws {
    let bytes = try VectorPicture(svg: svg).png(scale: 3)
    #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    #expect(bytes[16..<24] == [0, 0, 0, 60, 0, 0, 0, 30])
    #expect(try VectorPicture(svg: svg).png(scale: 3) == bytes)
  }

  @Test func aPageIsTheSameEveryTime() throws {
    let bytes = try VectorPicture(svg: svg).pdf(title: "Été")
    #expect(bytes.starts(with: Array("%PDF-1.".utf8)))
    let text = String(decoding: bytes, as: UTF8.self)
    // 20 × 10 pixels of 96 to the inch are 15 × 7.5 points.
    #expect(text.contains("/MediaBox [ 0 0 15 7.5 ]"))
    #expect(text.contains("19700101"))
    #expect(try VectorPicture(svg: svg).pdf(title: "Été") == bytes)
  }

  @Test func millimetresAreInches() throws {
    let page = "<svg xmlns='http://www.w3.org/2000/svg' width='254mm' height='127mm'/>"
    let picture = try VectorPicture(svg: page)
    #expect(picture.width == 960 && picture.height == 480)
  }

  @Test(arguments: ["", "no picture", "<svg", "<html/>"])
  func whatIsNoPictureIsRefused(text: String) {
    #expect(throws: PictureError.self) { _ = try VectorPicture(svg: text).png(scale: 1) }
  }

  @Test func whatIsTooLargeIsRefused() throws {
    let error = #expect(throws: PictureError.self) {
      _ = try VectorPicture(svg: svg).png(scale: 4000)
    }
    #expect(error?.kind == .usage)
  }
}
