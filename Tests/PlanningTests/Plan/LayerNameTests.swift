import PlanningStudies
import Testing

@Suite struct LayerNameTests {
  @Test(arguments: ["a", "urban_renewal", "p2024", "a_"])
  func usable(_ name: String) { #expect(LayerName.isUsable(name)) }

  @Test(arguments: ["", "A", "2a", "_a", "a-b", "a b", "é", "aé", "a.b", "a\n"])
  func notUsable(_ name: String) { #expect(!LayerName.isUsable(name)) }

  @Test(arguments: [
    ("Zones N", "zones_n"), ("national-park", "national_park"), ("a", "a"), ("", "layer"),
    ("2024", "layer_2024"), ("été 2024", "layer_t_2024"), ("--", "layer"), ("a--b__c", "a_b_c"),
    ("Communes (2018)", "communes_2018"), ("_x", "layer_x"), ("名", "layer"),
  ])
  func madeFromAnyText(_ text: String, _ name: String) {
    #expect(LayerName.made(from: text) == name)
    #expect(LayerName.isUsable(LayerName.made(from: text)))
  }
}
