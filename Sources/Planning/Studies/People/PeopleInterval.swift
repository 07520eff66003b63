/// What a count of people stays within nine times of ten, by the error that was measured on zones held out.
///
/// The count plus and minus `score` times the root of what of it hangs on where in their cells people live
/// (`PeopleCount.cut`), within what is certain. It says nothing of errors that the zones held out do not have.
package struct PeopleInterval: Sendable {
  /// Of `HeldOutError`.
  package let score: Double

  package func bounds(of count: PeopleCount) -> (low: Double, high: Double) {
    let width = score * count.cut.squareRoot()
    return (max(count.low, count.expected - width), min(count.high, count.expected + width))
  }
}
