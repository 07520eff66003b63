import Testing

@testable import Atlas

@Suite struct SVGDocumentTests {
  @Test func textIsEscaped() {
    #expect(
      SVGDocument.escape("<b title=\"x\">R&D</b>\n\u{0}\u{1F}\u{FFFF}é")
        == "&lt;b title=&quot;x&quot;&gt;R&amp;D&lt;/b&gt; \u{FFFD}\u{FFFD}\u{FFFD}é")
  }

  @Test func elementsNest() {
    var svg = SVGDocument()
    svg.open("g", ["fill": "\"<"])
    svg.element("text", ["x": "1"], text: "a<b")
    svg.path("M0 0", fill: nil, stroke: "#fff", dash: nil, title: "A & B")
    svg.close()
    svg.close()
    #expect(
      svg.text == """
        <g fill="&quot;&lt;">
         <text x="1">a&lt;b</text>
        <path stroke="#fff" d="M0 0"><title>A &amp; B</title></path>
        </g>

        """)
  }

  @Test(arguments: [
    (0, "0"), (1.5, "1.5"), (-0.004, "0"), (-0.25, "-0.25"), (12.05, "12.05"), (3.999, "4"),
    (100.1, "100.1"),
  ])
  func numbersHaveTwoDecimals(value: Double, text: String) {
    #expect(SVGDocument.number(value) == text)
  }
}
