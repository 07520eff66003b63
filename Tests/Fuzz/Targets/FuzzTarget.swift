import GeoAlgorithms
import GeoCore
import GeoFormats
import PlanningIntegrity
import PlanningRun
import PlanningStudies
public import TestSupport

/// A reader that is given bytes which nobody means well with.
///
/// The fuzzer and the test that replays its finds call the same functions. A reader may refuse
/// its input with an error of its own, or give a layer that is sound; anything else is a fault.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// `check` of a GeoJSON text: the scan of its structure, and every rule.
  case check
  case csv
  case geojson
  case geojsonseq
  /// One GeoPackage geometry: its header and Well-Known Binary.
  case geopackage
  case plan
  /// `fix` of polygons on a lattice, as `LatticeLayer` spells them.
  case repair
  /// All files of a Shapefile in one, as `ShapefileParcel` cuts them.
  case shapefile
  /// Values of an attribute, as `ValueTable` spells them: a map, sites, a transfer.
  case values

  /// Reads the bytes.
  /// - Parameter scratch: where files may be written.
  /// - Throws: `FuzzFault` when the reader does what it must not.
  public func run(_ bytes: [UInt8], in scratch: Scratch) throws {
    do {
      switch self {
      case .check: try check(bytes, scratch)
      case .csv: try read("t.csv", bytes, scratch)
      case .geojson: try read("t.geojson", bytes, scratch)
      case .geojsonseq: try read("t.geojsons", bytes, scratch)
      case .geopackage: try readGeoPackageGeometry(bytes)
      case .plan: _ = try PlanReader.standard.read(path: scratch.write("t.yaml", bytes))
      case .repair: try repair(LatticeLayer.spelt(by: bytes))
      case .shapefile:
        let path = try ShapefileParcel(bytes).write(to: scratch)
        try read(LayerSource(path: path), scratch)
      case .values:
        let path = try scratch.write("t.geojson", ValueTable.collection(of: bytes))
        let layer = try LayerFormats.read(LayerSource(path: path), options: ReadOptions())
        try ValueTable.use(layer)
      }
    } catch let error as any GeoFailure {
      guard !error.description.isEmpty, error.kind == .badData || error.kind == .usage else {
        throw FuzzFault("an error of the kind \(error.kind): \(error)")
      }
    }
  }

  private func read(_ name: String, _ bytes: [UInt8], _ scratch: Scratch) throws {
    try read(LayerSource(path: scratch.write(name, bytes)), scratch)
  }

  private func read(_ source: LayerSource, _ scratch: Scratch) throws {
    let layer = try LayerFormats.read(source, options: ReadOptions(crs: .lambert93))
    try LayerSoundness.check(layer)
    guard layer.crs == .wgs84 else { return }
    try LayerSoundness.checkRoundTrip(layer, scratch)
  }

  /// Whatever the text is, there is a report, and it fails when the strict reader refuses the text.
  private func check(_ bytes: [UInt8], _ scratch: Scratch) throws {
    let path = try scratch.write("t.geojson", bytes)
    var report = CheckReport()
    let options = CheckOptions(coverage: TopologyRequest())
    try IntegrityCheck.check(CheckTarget(path), options: options, into: &report)
    guard report.passes() else { return }
    _ = try LayerFormats.read(LayerSource(path: path), options: ReadOptions())
  }

  /// What is repaired is valid, and a second repair has nothing to do.
  private func repair(_ layer: Layer) throws {
    var options = RepairOptions()
    options.matchesBorders = true
    options.maxGapMeters = 2
    options.maxOverlapMeters = 2
    options.maxChange = 1
    let once = try LayerRepair.repaired(layer, options: options)
    try LayerSoundness.check(once.layer)
    guard once.report.isSettled else { return }
    for feature in 0..<once.layer.count {
      let fault = try Overlay.invalidity(of: feature, in: once.layer.geometries)
      if let fault { throw FuzzFault("feature \(feature) is not valid: \(fault)") }
    }
    let twice = try LayerRepair.repaired(once.layer, options: options)
    guard twice.layer.geometries == once.layer.geometries else {
      throw FuzzFault("a second repair changes what the first has made")
    }
  }

  private func readGeoPackageGeometry(_ bytes: [UInt8]) throws {
    var reader = WKBReader(crs: .lambert93)
    // Between two sound ones, so that a half-read geometry would show.
    reader.appendNull()
    var isRead = true
    do throws(WKBError) {
      let result = bytes.withUnsafeBytes { buffer in
        Result { () throws(WKBError) in try reader.append(geoPackage: buffer) }
      }
      _ = try result.get()
    } catch {
      isRead = false
    }
    reader.appendNull()
    let geometries = reader.finish().geometries
    guard geometries.count == (isRead ? 3 : 2), geometries.kinds.last == .null else {
      throw FuzzFault("a geometry that was refused has left something behind")
    }
    try LayerSoundness.check(Layer(name: "t", geometries: geometries))
  }
}

/// What a reader did that it must not.
public struct FuzzFault: Error, CustomStringConvertible {
  /// What was done, and to which input.
  public let description: String

  init(_ description: String) { self.description = description }
}
