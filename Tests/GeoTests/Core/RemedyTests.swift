import GeoCore
import Testing

/// Remedies name settings; doors spell them.
@Suite struct RemedyTests {
  private enum Knob: String, Setting {
    case size
    case color
  }

  /// A door with one setting.
  private struct OneDoor: Door {
    func words(for setting: any Setting, value: String?) -> String? {
      guard let knob = setting as? Knob, knob == .size else { return nil }
      return value.map { "/size=\($0)" } ?? "/size"
    }
  }

  private func text(_ remedy: Remedy) -> String? { remedy.text(at: OneDoor()) }

  @Test func settingsAreSpelledAtTheDoor() {
    let remedy: Remedy = "take \(2) of \(Knob.size) or \(Knob.size, "3")"
    #expect(text(remedy) == "take 2 of /size or /size=3")
    #expect(remedy.text == "take 2 of size or size: 3")
  }

  /// Nobody is advised what cannot be done.
  @Test func waysThatTheDoorLacksAreLeftOut() {
    let remedy: Remedy = .anyOf("mend it", "change \(Knob.color)", "change \(Knob.size)")
    #expect(text(remedy) == "mend it, or change /size")
    #expect(remedy.text == "mend it, or change color, or change size")
    #expect(text("change \(Knob.color)") == nil)
  }

  @Test func remediesJoin() {
    let both: Remedy = .anyOf("a \(Knob.size)", "b \(Knob.color)")
    #expect(text(both + " now") == "a /size now")
    #expect(("do " + both).text == "do a size, or do b color")
    #expect(Remedy("x \("y")") == "x y")
    #expect(text("\(both), then") == "a /size, then")
  }

  @Test func whatIsSaidTheSameIsTheSame() {
    #expect(("a \(Knob.size)" as Remedy) == "a \(Knob.size)")
    #expect(("a \(Knob.size)" as Remedy) != "a \(Knob.color)")
    #expect(("a \(Knob.size)" as Remedy) != "a size")
    #expect(("a \(Knob.size, "1")" as Remedy) != "a \(Knob.size, "2")")
  }

  /// All failures have one shape: place, reason, remedy.
  @Test func messagesAreWordedAtTheDoor() {
    let error = FormatError(
      path: "a.csv", line: 3, column: 4, feature: "x", reason: "it is red",
      remedy: .anyOf("give a \(Knob.color)", "give a \(Knob.size, "9")"))
    #expect(error.message(at: OneDoor()) == "a.csv:3:4: feature x: it is red; give a /size=9")
    #expect(error.advice(at: OneDoor()) == "it is red; give a /size=9")
    #expect(
      error.description == "a.csv:3:4: feature x: it is red; give a color, or give a size: 9")
    let none = FormatError(path: "a.csv", reason: "it is red", remedy: "give a \(Knob.color)")
    #expect(none.message(at: OneDoor()) == "a.csv: it is red")
  }
}
