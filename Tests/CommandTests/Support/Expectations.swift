import Testing

extension AmpGeoProcess {
  /// Expects an exit code and, in the message, what is wrong, where, and what to do about it.
  func expectFailure(
    _ code: Int32, saying parts: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(!wasKilled, "ended by signal \(exitCode)", sourceLocation: sourceLocation)
    #expect(exitCode == code, "\(errors)", sourceLocation: sourceLocation)
    for part in parts {
      #expect(errors.contains(part), "\(errors)", sourceLocation: sourceLocation)
    }
    #expect(errorLines.count == 1, "one line: \(errors)", sourceLocation: sourceLocation)
  }

  /// Expects that the program says it was used wrongly.
  func expectUsageError(
    saying parts: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(exitCode == 64 && !wasKilled, "\(errors)", sourceLocation: sourceLocation)
    #expect(output.isEmpty, sourceLocation: sourceLocation)
    for part in parts {
      #expect(errors.contains(part), "\(errors)", sourceLocation: sourceLocation)
    }
  }

  /// Expects success.
  func expectSuccess(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(!wasKilled && exitCode == 0, "\(exitCode): \(errors)", sourceLocation: sourceLocation)
  }
}
