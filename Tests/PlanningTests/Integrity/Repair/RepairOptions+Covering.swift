import GeoAlgorithms

@testable import PlanningIntegrity

extension RepairOptions {
  /// Borders matched within a tolerance, gaps and overlaps closed up to a width; metres.
  static func covering(
    _ tolerance: Double, gap: Double, maxChange: Double = 0.5, grid: OutputGrid? = nil
  ) -> RepairOptions {
    var options = RepairOptions()
    options.toleranceMeters = tolerance
    options.matchesBorders = true
    options.maxGapMeters = gap
    options.maxOverlapMeters = gap
    options.maxChange = maxChange
    options.grid = grid
    return options
  }
}
