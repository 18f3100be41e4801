import Interruption
import Language

extension Diagnostic {
  /// The error of work that the user stopped.
  public static func stopped(at span: SourceSpan, hint: String? = nil) -> Diagnostic {
    Diagnostic("stopped: nothing has changed", at: span, hint: hint)
  }
}

extension Work {
  /// Throws if the user has stopped the work.
  public func check(at span: SourceSpan) throws(Diagnostic) {
    if isStopped { throw .stopped(at: span) }
  }
}
