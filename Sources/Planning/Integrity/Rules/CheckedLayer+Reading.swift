import GeoCore
import GeoFormats

extension CheckedLayer {
  /// Reads a layer to check it: text by a scan that goes on after faults, all else by the format's
  /// reader. A scan keeps no attributes but ids; when others are asked for, the strict reader is
  /// called too, and gives them if the text is without faults.
  /// - Throws: `FormatError` when the file is missing, may not be read, or is refused by the
  ///   reader of a format that is not scanned.
  static func reading(
    _ source: LayerSource, format: any LayerFormat, options: CheckOptions
  ) throws -> CheckedLayer {
    var read = options.read
    read.requiresCRS = false
    guard let scannable = format as? any ScannableFormat else {
      return CheckedLayer(try format.read(source, options: read), of: source, format: format)
    }
    let scan = try scannable.scan(source, options: read)
    if scan.hasTooManyNames {
      throw FormatError(
        path: source.path,
        reason: "there are \(scan.propertyNameCount) different names of properties, most of them"
          + " missing from most features",
        remedy: "put what varies into one member, as an object or an array")
    }
    var layer = scan.layer
    let wantsAccuracy = scan.statesAccuracy && options.rules.contains(ImpossibleAccuracy.rule)
    if let ids = scan.idColumn { layer.attributes = Attributes(columns: [ids]) }
    if options.schema != nil || wantsAccuracy,
      let whole = try? format.read(source, options: read),
      whole.count == layer.count
    {
      layer.attributes = whole.attributes
      layer.featureMembers = whole.featureMembers
      layer.foreignMembers = whole.foreignMembers
    }
    return CheckedLayer(layer, of: source, format: format, scan: scan)
  }
}
