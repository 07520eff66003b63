public import GeoCore

/// Why a layer cannot be measured or placed in the system that its coordinates are said to be in.
///
/// The one list of what is refused for its reference system: transformations throw it, and `check`
/// finds it, so that nothing stops an analysis that passed the check.
public struct SystemFault: Sendable, Equatable {
  /// Which of the checks the layer does not stand.
  public enum Kind: Sendable, CaseIterable {
    /// No system is stated, or one that PROJ does not know.
    case unknown
    /// PROJ has no accurate way to longitude and latitude.
    case ballpark
    /// Angles are stated, and the numbers are none.
    case notAngles
    /// Lengths are stated, and the numbers look like degrees.
    case degreesAsLengths
    /// The layer lies where the system is made for with x and y exchanged, and not as it is.
    case swapped
    /// PROJ places the coordinates and does not find its way back to them.
    case unplaceable
    /// All of the layer lies in another part of the world than the system is made for.
    case elsewhere
  }

  /// Which check it does not stand.
  public var kind: Kind
  /// What is wrong, for a message.
  public var reason: String
  /// What to do: usually, which system to state.
  public var remedy: Remedy?

  /// The same as an error.
  package var error: PROJError { PROJError(reason: reason, remedy: remedy) }
}
