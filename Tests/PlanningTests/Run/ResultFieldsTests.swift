import GeoCore
import PlanningRun
import Testing

/// The dictionary of fields is whole: what the documents, schemas and maps need is there.
@Suite struct ResultFieldsTests {
  @Test(arguments: (ResultFields.all + SummaryMembers.all).map(\.result))
  func everyFieldIsTold(_ result: String) throws {
    let fields = try #require(
      (ResultFields.all + SummaryMembers.all).first { $0.result == result }
    ).fields
    #expect(Set(fields.map(\.name)).count == fields.count, "a name stands once")
    for field in fields {
      for words in [field.label, field.meaning] {
        #expect(!words.en.isEmpty && !words.fr.isEmpty, "\(field.name): both languages")
        #expect(words.en != words.fr || words.en.count < 16, "\(field.name): translated")
      }
      #expect(field.bounds.isEmpty || field.bounds.count == 2, "\(field.name)")
      for bound in field.bounds {
        #expect(fields.contains { $0.name == bound }, "\(field.name): its bound \(bound)")
      }
      if let reason = field.reason {
        #expect(fields.contains { $0.name == reason }, "\(field.name): its reason \(reason)")
      }
      if field.kind == .area { #expect(field.name.contains("_m2"), "\(field.name)") }
    }
  }

  @Test func columnsOfResultsAreKnown() {
    let layers = ["communes", "park", "park_core"]
    func label(_ column: String) -> String? {
      ResultFields.field(named: column, layers: layers)?.label.en
    }
    #expect(label("park_share") == "Share under park")
    #expect(label("park_core_share_low") == "Share under park core (low)")
    #expect(label("park_within_500m_share") == "Share within 500 m of park")
    #expect(label("park_walk_p90_min") == "Time to park, 90 % (walk)")
    #expect(label("area_m2") != nil)
    #expect(label("unemployed_share") == nil)
  }

  /// Values are rounded as the field says, and never twice into something else.
  @Test(arguments: [0.1234567891234, 1e15 / 3, 0, 1e300])
  func roundingIsStable(_ value: Double) {
    for kind in Field.Kind.allCases {
      let words = Wording(en: "a", fr: "b")
      let field = Field("x", kind, label: words, meaning: words)
      let once = field.rounded(value)
      #expect(field.rounded(once) == once)
      guard let decimals = field.decimals else {
        #expect(once == value)
        continue
      }
      let half = 0.5 * (0..<decimals).reduce(1.0) { step, _ in step / 10 }
      #expect(abs(once - value) <= half * 1.0001 + value.ulp)
    }
  }
}
