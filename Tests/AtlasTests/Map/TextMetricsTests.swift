import Testing

@testable import Atlas

@Suite struct TextMetricsTests {
  @Test func widerTextIsWider() {
    #expect(TextMetrics.width("", size: 12) == 0)
    #expect(TextMetrics.width("iii", size: 12) < TextMetrics.width("mmm", size: 12))
    #expect(TextMetrics.width("ab", size: 24) == 2 * TextMetrics.width("ab", size: 12))
    #expect(TextMetrics.width("公園", size: 10) >= 20)
  }

  @Test func breaksAtSpaces() {
    let lines = TextMetrics.wrap("aaaa bbbb cccc", width: 60, size: 10, maxLines: 5)
    #expect(lines == ["aaaa bbbb", "cccc"])
    #expect(TextMetrics.wrap("  ", width: 60, size: 10, maxLines: 5) == [])
  }

  /// 5 letters of 6.03 pixels fit in 33; a no-break space holds.
  @Test func breaksLongWordsAndKeepsUnitsTogether() {
    #expect(TextMetrics.wrap("abcdeghkno", width: 33, size: 10, maxLines: 5) == ["abcde", "ghkno"])
    #expect(
      TextMetrics.wrap("aa 1\u{A0}ha", width: 30, size: 10, maxLines: 5) == ["aa", "1\u{A0}ha"])
  }

  @Test func whatIsLeftOverIsShown() {
    let lines = TextMetrics.wrap("aaaa bbbb cccc dddd", width: 33, size: 10, maxLines: 2)
    #expect(lines.count == 2 && lines[0] == "aaaa" && lines[1].hasSuffix("…"))
    for line in lines { #expect(TextMetrics.width(line, size: 10) <= 33) }
  }

  /// Hostile widths end too.
  @Test func oneLetterIsALine() {
    #expect(TextMetrics.wrap("abc", width: 0, size: 10, maxLines: 9) == ["a", "b", "c"])
  }
}
