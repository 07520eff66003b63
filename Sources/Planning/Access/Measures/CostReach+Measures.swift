extension CostReach {
  /// What several measures look at; everything when there are none.
  public init(of measures: [any AccessibilityMeasure]) {
    self.init(joining: measures.map(\.reach))
  }
}
