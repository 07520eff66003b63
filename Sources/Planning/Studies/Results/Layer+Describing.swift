public import GeoCore

extension Layer {
  /// Says in title and abstract what the layer is and of what it was made, for formats that have a
  /// place for them: GeoPackages show both in lists of layers.
  public mutating func describe(_ provenance: Provenance) {
    let words = name.split(separator: "_").joined(separator: " ")
    let subject = provenance.planTitle ?? provenance.inputs.first?.name
    title = words.prefix(1).uppercased() + words.dropFirst() + (subject.map { ": \($0)" } ?? "")
    let sources = provenance.inputs.map { input in
      let credited = input.credits.title
      return credited.isEmpty || credited == input.name ? input.name : "\(input.name) (\(credited))"
    }
    abstract =
      "Made by amp-geo \(Version.current) (\(provenance.analysis))"
      + (sources.isEmpty ? "." : " from \(sources.joined(separator: ", ")).")
  }
}
