/// How tables of text are written.
public enum CSVDialect: String, Sendable, CaseIterable {
  /// RFC 4180: commas, decimal points, LF, UTF-8.
  case standard
  /// What Excel reads with French settings: a byte order mark, semicolons, decimal commas, CRLF,
  /// dates as day/month/year, `VRAI` and `FAUX`.
  case excelFR = "excel-fr"
}
