import CLineEditor

/// Ctrl-C.
enum Interrupt {
  /// - Parameter secondEnds: whether a second Ctrl-C, while the first still waits to be noticed, ends the program.
  static func install(secondEnds: Bool) { signals_install(secondEnds) }

  /// Whether Ctrl-C was pressed since `clear`.
  static var isPending: Bool { signals_interrupts() > 0 }

  static func clear() { signals_clear_interrupts() }

  /// Ends the program as Ctrl-C ends one that does nothing about it.
  static func die() { signals_die_of_interrupt() }
}
