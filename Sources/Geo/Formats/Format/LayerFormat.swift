public import GeoCore

/// A file format that layers are read from and written to.
///
/// To add one: write a type that conforms, and name it in `LayerFormats.all`. Help texts, the
/// choice by file name and the documentation read that list.
public protocol LayerFormat: Sendable {
  /// The name that `--format` takes: `geojson`.
  var name: String { get }
  /// One line for `--help`.
  var summary: String { get }
  /// File name endings without the dot, lower case; the first is the usual one.
  var extensions: [String] { get }
  /// Whether the format can be written to standard output.
  var isStreamable: Bool { get }
  /// Whether the format can be written at all.
  var isWritable: Bool { get }

  /// The names of the layers in a file that may hold several; nil for one that holds one alone.
  /// - Throws: `FormatError`.
  func layerNames(path: String) throws -> [String]?

  /// Reads one layer.
  /// - Throws: `FormatError` naming path, place, feature, reason and remedy.
  func read(_ source: LayerSource, options: ReadOptions) throws -> Layer

  /// Writes layers. A format that holds only one refuses more.
  /// - Throws: `FormatError` when the layers do not fit the format, `OutputError` when the file
  ///   cannot be written.
  func write(_ layers: [Layer], to output: OutputFile, options: WriteOptions) throws
}

extension LayerFormat {
  /// True, unless a format says otherwise.
  public var isWritable: Bool { true }

  /// Nil, as of formats that hold one layer a file.
  /// - Throws: nothing; formats with several layers have a method of their own.
  public func layerNames(path: String) throws -> [String]? { nil }
}

/// Where a layer is read from: a path, and the layer's name in files that hold several.
public struct LayerSource: Sendable, Hashable {
  /// The file's path; `-` for standard input.
  public var path: String
  /// The layer's name in its file; nil for the only one.
  public var layerName: String?

  /// A layer of a file, or the only one.
  public init(path: String, layerName: String? = nil) {
    self.path = path
    self.layerName = layerName
  }

  /// The layer's name when the file has none: the file's name without its ending.
  public var stem: String {
    if path == StreamedInput.standardInput { return "stdin" }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
    return String(file[..<dot])
  }
}

/// What a reader is told beside the path: what the file does not say, and what it may do about it.
public struct ReadOptions: Sendable {
  /// The CRS of data that names none.
  public var crs: CRS?
  /// Only features whose box meets this one, in the layer's CRS.
  public var box: Box?
  /// The columns that hold x and y in a table; nil finds the usual names.
  public var xColumn: String?
  /// The column that holds y in a table; nil finds the usual names.
  public var yColumn: String?
  /// Whether rings that are not closed are closed, and rings too short to bound anything taken as
  /// they are, instead of being refused; `Layer.closedRings` says where.
  public var closesRings: Bool
  /// Whether lines of one position are taken as they are, instead of being refused.
  public var takesShortLines = false
  /// How many threads read; what is read is the same on any number.
  public var threads: Int
  /// Whether data without a CRS that is known is refused. When not, such a layer has the CRS
  /// `unknown`, or the one it names though PROJ does not know it.
  public var requiresCRS = true
  /// Whether the checksum of what is read is wanted: `Layer.sha256`.
  public var takesChecksum = false
  /// The format of files whatever their names; nil goes by their endings, of streams by what they hold.
  public var format: (any LayerFormat)?

  /// The usual reading, but for what is given: rings must be closed, lines have two positions,
  /// systems must be known, and no checksum is taken.
  public init(
    crs: CRS? = nil, box: Box? = nil, xColumn: String? = nil, yColumn: String? = nil,
    closesRings: Bool = false, threads: Int = 1
  ) {
    self.crs = crs
    self.box = box
    self.xColumn = xColumn
    self.yColumn = yColumn
    self.closesRings = closesRings
    self.threads = threads
  }
}

/// What a writer is told beside the layers.
public struct WriteOptions: Sendable {
  /// Decimals of coordinates in degrees, 7 at most (about 1 cm); for metres four fewer.
  public var decimals: Int
  /// The JSON text of the foreign member `amp_geo`: where the figures come from.
  public var provenance: String?
  /// How tables of text are written.
  public var csv: CSVDialect
  /// How many threads make text; the bytes are the same on any number.
  public var threads: Int

  /// The usual writing, but for what is given.
  public init(
    decimals: Int = 7, provenance: String? = nil, csv: CSVDialect = .standard, threads: Int = 1
  ) {
    self.decimals = decimals
    self.provenance = provenance
    self.csv = csv
    self.threads = threads
  }
}
