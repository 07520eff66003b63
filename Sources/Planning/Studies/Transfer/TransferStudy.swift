public import GeoCore

/// Attributes of one zoning moved to the zones: `ArealInterpolation` for commands.
public struct TransferStudy: Study {
  /// The name of the layer that has the attributes.
  public var source: String
  /// The attributes that are moved, and how.
  public var fields: ArealInterpolation.Fields
  /// The name of the layer that values go where it is; nil for everywhere.
  public var mask: String?
  /// The attribute that weighs the mask's features.
  public var maskWeight: String?
  /// Whether categories are rows instead of columns.
  public var isLong: Bool

  /// `transfer`.
  public static let analysis = "transfer"

  /// Attributes of a layer by its name; without a mask they go everywhere.
  public init(
    of source: String, _ fields: ArealInterpolation.Fields, mask: String? = nil,
    maskWeight: String? = nil, isLong: Bool = false
  ) {
    self.source = source
    self.fields = fields
    self.mask = mask
    self.maskWeight = maskWeight
    self.isLong = isLong
  }

  /// Moves the attributes to the zones.
  ///
  /// - Throws: `InputError`, `FormatError`, `GEOSError` or `PROJError` for layers that cannot be
  ///   measured and values that are none.
  public func run(in context: StudyContext) throws -> TransferOutput {
    let targets = try context.zones()
    let sources = try context.areal(source, dissolves: false)
    let cover = try mask.map { name in
      ArealInterpolation.Mask(
        try context.areal(name, dissolves: maskWeight == nil), weightField: maskWeight)
    }
    let distant = try [sources.study, cover?.layer.study].compactMap { $0 }.compactMap {
      try LocationCheck.note(on: $0, zones: targets.layer)
    }
    let result = try context.compute {
      try ArealInterpolation.run(
        from: sources, to: targets, fields: fields, mask: cover, threads: context.threads)
    }
    return TransferOutput(study: self, result: result, notes: distant + result.notes)
  }
}

/// What `TransferStudy` has found.
public struct TransferOutput: StudyOutput {
  var study: TransferStudy
  /// The targets with what has come to them, and the account of it.
  public var result: ArealInterpolation.Result
  /// What a reader must know, a sentence each.
  public var notes: [String]

  /// One feature a target, and categories as rows when these are asked for.
  public var tables: [StudyTable] {
    let legend = study.isLong ? [] : result.categories.legend
    return [
      StudyTable(
        "transfer.geojson", study.isLong ? result.categories.table : result.layer, legend: legend)
    ]
  }

  /// The attributes that were moved, and the mask.
  public var parameters: [(name: String, value: JSONValue)] {
    [
      ("extensive", .strings(study.fields.extensive)),
      ("intensive", .strings(study.fields.intensive)),
      ("categorical", .strings(study.fields.categorical)),
      ("mask_weight", .optional(study.maskWeight)),
      ("ledger", result.ledger.json),
    ]
  }
}
