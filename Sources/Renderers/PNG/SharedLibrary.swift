import Glibc

/// A library that is opened at its first use, so that it costs no start of the program.
struct SharedLibrary {
  struct MissingFunction: Error {}

  private let handle: UnsafeMutableRawPointer

  /// `nil` where this machine does not have it.
  init?(_ name: String) {
    guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { return nil }
    self.handle = handle
  }

  /// A function by its name, of the type that its place has.
  func function<Function>(_ name: String) throws(MissingFunction) -> Function {
    guard let symbol = dlsym(handle, name) else { throw MissingFunction() }
    return unsafeBitCast(symbol, to: Function.self)
  }
}
