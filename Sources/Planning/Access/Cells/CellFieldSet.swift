import GeoCore

/// The columns of one set of destinations, over the ground of zones or over their people.
struct CellFieldSet {
  var distanceMean: Field
  var distancePercentile: Field
  /// The share within a cutoff in metres; over the ground with bounds.
  var within: Field
  /// The people within it, with bounds; nil over the ground.
  var peopleWithin: Field?
  var minutesMean: Field
  var minutesPercentile: Field
  var withinMinutes: Field
  var peopleWithinMinutes: Field?
  var reached: Field
  var boundaryBias: Field
  var reason: Field

  static let ground = CellFieldSet(
    distanceMean: CellFields.distanceMean, distancePercentile: CellFields.distancePercentile,
    within: CellFields.within, minutesMean: CellFields.minutesMean,
    minutesPercentile: CellFields.minutesPercentile, withinMinutes: CellFields.withinMinutes,
    reached: CellFields.reached, boundaryBias: CellFields.boundaryBias,
    reason: CellFields.reason)

  static let people = CellFieldSet(
    distanceMean: PersonFields.distanceMean, distancePercentile: PersonFields.distancePercentile,
    within: PersonFields.withinShare, peopleWithin: PersonFields.within,
    minutesMean: PersonFields.minutesMean, minutesPercentile: PersonFields.minutesPercentile,
    withinMinutes: PersonFields.withinMinutesShare,
    peopleWithinMinutes: PersonFields.withinMinutes, reached: PersonFields.reached,
    boundaryBias: PersonFields.boundaryBias, reason: PersonFields.reason)
}
