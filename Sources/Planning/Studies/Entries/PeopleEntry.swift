/// Where people live: a layer, the attribute that counts them, and what is known beside it.
public struct PeopleEntry: Sendable, Equatable {
  /// Zones whose people are known, and the attribute that counts them.
  public struct Totals: Sendable, Equatable {
    /// The name of a layer; `zones` for the zones.
    public var layer: String
    /// The attribute that counts people.
    public var field: String

    /// - Parameters:
    ///   - layer: its name; `zones` for the zones.
    ///   - field: the attribute that counts people.
    public init(layer: String, field: String) {
      self.layer = layer
      self.field = field
    }
  }

  /// A part of the people that is told of apart, and the attribute that counts it.
  public struct Group: Sendable, Equatable {
    /// What columns call it: `under_15`.
    public var name: String
    /// The attribute of the source that counts it.
    public var field: String

    /// What a group may be called, for messages.
    package static let rule = LayerName.rule

    /// Whether a group may have that name: as layers, but not `population`, which is everybody.
    package static func isUsable(_ name: String) -> Bool {
      LayerName.isUsable(name) && name != "population"
    }

    /// - Parameters:
    ///   - name: what columns call it.
    ///   - field: the attribute of the source that counts it.
    public init(name: String, field: String) {
      self.name = name
      self.field = field
    }
  }

  /// A table of incomes, by the ids of zones.
  public struct Income: Sendable, Equatable {
    /// The name of a layer, whose ids are those of zones.
    public var layer: String
    /// The attribute that holds the income.
    public var field: String

    /// - Parameters:
    ///   - layer: the name of a layer, whose ids are those of zones.
    ///   - field: the attribute that holds the income.
    public init(layer: String, field: String) {
      self.layer = layer
      self.field = field
    }
  }

  /// A reference, as `LayerLoader` takes it; nil when the zones count their own.
  public var source: String?
  /// The attribute that counts people.
  public var field: String
  /// The groups that are told of apart.
  public var groups: [Group] = []
  /// The attribute that groups are parts of; nil for `field`.
  public var groupsOf: String?
  /// What people are ranked by, from the poorest to the richest; nil for no ranks.
  public var income: Income?
  /// The reference system of a file that names none, `EPSG:2154`.
  public var crs: String?
  /// The name of the layer on which alone people live; nil for everywhere.
  public var land: String?
  /// The names of layers on which nobody lives.
  public var uninhabited: [String] = []
  /// The name of the layer whose area tells where in a cell people live; nil for all of its ground alike.
  public var weights: String?
  /// The attribute that weighs the features of `weights`; nil weighs all the same.
  public var weightField: String?
  /// What people must add up to.
  public var totals: [Totals] = []
  /// What is predicted without being used, to measure the error.
  public var heldOut: Totals?

  /// Counts that are taken as they come.
  /// - Parameters:
  ///   - source: a reference; nil when the zones count their own.
  ///   - field: the attribute that counts people.
  public init(source: String?, field: String) {
    self.source = source
    self.field = field
  }

  /// The attribute that counts people in the layer that the study of people makes.
  public static let usualField = "population"

  /// The names of the layers that say where people live beside the counts, each once.
  public var layerNames: [String] {
    let named =
      [land, weights].compactMap { $0 } + uninhabited + totals.map(\.layer)
      + [heldOut?.layer].compactMap { $0 }
    return named.distinct()
  }

  /// The names of all layers that the entry needs: those, and the one of incomes.
  public var neededLayerNames: [String] {
    (layerNames + [income?.layer].compactMap { $0 }).distinct()
  }

  /// Whether anything beside the counts says where people live.
  public var isRefined: Bool {
    land != nil || !uninhabited.isEmpty || weights != nil || !totals.isEmpty || heldOut != nil
  }
}
