/// A piece of the manual, for every format it is written in.
enum ManualBlock: Equatable {
  case section(String)
  case subsection(String)
  case paragraph(String)
  /// Lines that keep their form.
  case code(String)
  /// A term and what it means.
  case item(String, String)
}
