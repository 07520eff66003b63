internal import CShapefile
internal import GeoCore

/// Turns shapes into flat geometries, one after the other.
///
/// **Boundary rule:** rings are closed and have 4 vertices at least, lines 2; coordinates are
/// finite. With `ReadOptions.closesRings` open rings are closed and counted, and shorter ones taken as
/// holes of the first polygon; with `takesShortLines` lines of one vertex are taken.
/// **Complexity:** O(vertices) for shapes of one shell; `ShapefileRings` for others.
struct ShapefileGeometries {
  private let type: ShapefileType
  private let path: String
  private var geometries: Geometries
  private var elevations: [Double] = []
  private var measured = 0
  private var turned = 0
  private var loose: [Int] = []
  /// For each feature with rings that have no vertex: how many.
  private(set) var emptyRings: [Int: Int] = [:]
  /// For each feature with rings that were closed: how many.
  private(set) var closedRings: [Int: Int] = [:]
  private let closesRings: Bool
  private let leastLine: Int

  init(type: ShapefileType, crs: CRS, path: String, options: ReadOptions = ReadOptions()) {
    self.type = type
    self.path = path
    closesRings = options.closesRings
    leastLine = options.takesShortLines ? 1 : 2
    geometries = Geometries(crs: crs)
  }

  /// The geometries, and what had to be decided, each a sentence.
  consuming func finish() -> (geometries: Geometries, notices: [String]) {
    var notices: [String] = []
    if !elevations.isEmpty { geometries.elevations = elevations }
    if measured > 0 { notices.append("measures (M) are dropped from \(measured) features") }
    if turned > 0 {
      notices.append(
        "\(turned) features have rings that run counterclockwise, as holes do, outside every "
          + "shell; they are read as shells, and rings in them by containment")
    }
    if let first = loose.first {
      notices.append(
        "\(loose.count) features have holes that reach beyond their shells (first: row \(first)); "
          + "each belongs to the shell that has most of it")
    }
    return (geometries, notices)
  }

  /// Appends a shape; nil is a null geometry.
  /// - Parameter emptyRings: how many rings without vertices it has lost.
  /// - Throws: `FormatError`.
  mutating func append(
    _ shape: UnsafePointer<SHPObject>?, row: Int, emptyRings: Int = 0
  ) throws(FormatError) {
    guard let shape = shape?.pointee else { return geometries.beginFeature(.null) }
    let view = try View(shape, hasZ: type.hasZ, path: path, row: row)
    guard geometries.vertexCount + view.count < Int(Int32.max) else {
      throw view.error("the layer has more than \(Int32.max) vertices", "split the file")
    }
    if shape.bMeasureIsUsed != 0 { measured += 1 }
    // Where no ring has a vertex, libshp passes the shape.
    let passed = type.kind == .polygon && view.count == 0 ? Int(shape.nParts) : 0
    let empty = max(passed, emptyRings)
    if empty > 0 { self.emptyRings[geometries.count] = empty }
    switch type.kind {
    case .point, .multiPoint:
      geometries.beginFeature(type.kind)
      for vertex in 0..<view.count {
        geometries.beginPart()
        append(view, vertex..<vertex + 1)
      }
    case .lineString:
      let parts = try view.parts(atLeast: leastLine, "a line has")
      geometries.beginFeature(parts.count > 1 ? .multiLineString : .lineString)
      for part in parts {
        geometries.beginPart()
        append(view, part)
      }
    default:
      try appendPolygons(view, row)
    }
  }

  private mutating func appendPolygons(_ view: View, _ row: Int) throws(FormatError) {
    let rings = view.count == 0 ? [] : try view.parts(atLeast: closesRings ? 1 : 4, "a ring has")
    let isOpen = { (ring: Range<Int>) in
      let (first, last) = (ring.lowerBound, ring.upperBound - 1)
      return view.x[first] != view.x[last] || view.y[first] != view.y[last]
    }
    let open = rings.count { isOpen($0) }
    guard open > 0 || rings.contains(where: { $0.count < 4 }) else {
      return appendSorted(view, rings, short: [], row)
    }
    guard closesRings else {
      throw view.error("a ring is not closed", "repeat its first vertex at its end")
    }
    if open > 0 { closedRings[geometries.count] = open }
    var closed = ClosedRings()
    for ring in rings { closed.append(view, ring, repeatsFirst: isOpen(ring)) }
    closed.withView(of: view) { view in
      appendSorted(
        view, closed.rings.filter { $0.count >= 4 }, short: closed.rings.filter { $0.count < 4 },
        row)
    }
  }

  /// Appends rings as the polygons that they make.
  /// - Parameter short: rings that bound nothing.
  private mutating func appendSorted(
    _ view: View, _ rings: [Range<Int>], short: [Range<Int>], _ row: Int
  ) {
    let sorted = ShapefileRings.polygons(of: rings, x: view.x, y: view.y)
    if sorted.hasTurnedRings { turned += 1 }
    if sorted.hasLooseHoles { loose.append(row) }
    var polygons = sorted.polygons.map { $0.map { rings[$0] } }
    if !short.isEmpty, polygons.isEmpty { polygons.append([]) }
    if !short.isEmpty { polygons[0] += short }
    geometries.beginFeature(polygons.count > 1 ? .multiPolygon : .polygon)
    for polygon in polygons {
      geometries.beginPart()
      for ring in polygon { append(view, ring) }
    }
  }

  /// The rings of a shape with their first vertices at their ends.
  private struct ClosedRings {
    private var x: [Double] = []
    private var y: [Double] = []
    private var z: [Double] = []
    private(set) var rings: [Range<Int>] = []

    mutating func append(_ view: View, _ ring: Range<Int>, repeatsFirst: Bool) {
      let start = x.count
      for vertex in Array(ring) + (repeatsFirst ? [ring.lowerBound] : []) {
        x.append(view.x[vertex])
        y.append(view.y[vertex])
        if let own = view.z { z.append(own[vertex]) }
      }
      rings.append(start..<x.count)
    }

    func withView(of view: View, _ body: (View) -> Void) {
      x.withUnsafeBufferPointer { x in
        y.withUnsafeBufferPointer { y in
          z.withUnsafeBufferPointer { z in body(view.with(x, y, view.z == nil ? nil : z)) }
        }
      }
    }
  }

  /// Appends a run of vertices as a ring of the open part.
  private mutating func append(_ view: View, _ vertices: Range<Int>) {
    geometries.beginRing()
    geometries.vertexOffsets[geometries.vertexOffsets.count - 1] += Int32(vertices.count)
    for vertex in vertices {
      geometries.coordinates.append(view.x[vertex])
      geometries.coordinates.append(view.y[vertex])
    }
    guard let z = view.z else { return }
    elevations.append(contentsOf: z[vertices])
  }

  /// The arrays of one shape, checked.
  private struct View {
    private(set) var count: Int
    private(set) var x: UnsafeBufferPointer<Double>
    private(set) var y: UnsafeBufferPointer<Double>
    private(set) var z: UnsafeBufferPointer<Double>?
    private let starts: UnsafeBufferPointer<Int32>
    private let path: String
    private let row: Int

    init(_ shape: SHPObject, hasZ: Bool, path: String, row: Int) throws(FormatError) {
      count = Int(shape.nVertices)
      x = UnsafeBufferPointer(start: shape.padfX, count: count)
      y = UnsafeBufferPointer(start: shape.padfY, count: count)
      z = hasZ ? UnsafeBufferPointer(start: shape.padfZ, count: count) : nil
      starts = UnsafeBufferPointer(start: shape.panPartStart, count: Int(shape.nParts))
      self.path = path
      self.row = row
      for values in [x, y, z].compactMap({ $0 }) {
        if let bad = values.first(where: { !$0.isFinite }) {
          throw error(
            "a coordinate is \(bad)", "coordinates are finite numbers: mend or drop the shape")
        }
      }
    }

    /// The same shape with other vertices.
    func with(
      _ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>,
      _ z: UnsafeBufferPointer<Double>?
    ) -> View {
      var view = self
      (view.count, view.x, view.y, view.z) = (x.count, x, y, z)
      return view
    }

    func error(_ reason: String, _ remedy: Remedy) -> FormatError {
      FormatError(path: path, row: row, reason: reason, remedy: remedy)
    }

    /// The vertices of each part.
    func parts(atLeast least: Int, _ what: String) throws(FormatError) -> [Range<Int>] {
      var parts: [Range<Int>] = []
      parts.reserveCapacity(starts.count)
      for (i, start) in starts.enumerated() {
        let end = i + 1 < starts.count ? Int(starts[i + 1]) : count
        guard start >= 0, start < end, end <= count, i > 0 || start == 0 else {
          throw error(
            "its parts do not follow one another", "the file is damaged: export it again")
        }
        parts.append(Int(start)..<end)
      }
      guard !parts.isEmpty || count == 0 else {
        throw error("it has vertices and no part", "the file is damaged: export it again")
      }
      if let short = parts.first(where: { $0.count < least }) {
        throw error(
          "\(what) \(short.count) \(short.count == 1 ? "vertex" : "vertices")",
          "it needs \(least) at least: mend or drop the shape")
      }
      return parts
    }
  }
}
