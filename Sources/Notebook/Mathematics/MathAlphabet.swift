/// The mathematical alphabets, which Unicode has as separate characters.
enum MathAlphabet {
  case italic, upright, bold, boldItalic, script, doubleStruck, sans, typewriter

  /// The alphabet that a command selects.
  init?(command: String) {
    switch command {
    case "mathrm": self = .upright
    case "mathit": self = .italic
    case "mathbf": self = .bold
    case "boldsymbol", "bm": self = .boldItalic
    case "mathcal": self = .script
    case "mathbb": self = .doubleStruck
    case "mathsf": self = .sans
    case "mathtt": self = .typewriter
    default: return nil
    }
  }

  /// The letter in this alphabet; italic and upright letters are left to MathML.
  func letter(_ character: Character) -> Character {
    if let exception = exceptions[character] { return exception }
    guard let starts, let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else {
      return character
    }
    let (first, start): (UInt32, UInt32?) =
      switch character {
      case "A"..."Z": (0x41, starts.capital)
      case "a"..."z": (0x61, starts.small)
      case "α"..."ω": (0x3B1, starts.greek)
      default: (0, nil)
      }
    return start.flatMap { Unicode.Scalar($0 + scalar.value - first) }.map(Character.init) ?? character
  }

  private var starts: (capital: UInt32, small: UInt32?, greek: UInt32?)? {
    switch self {
    case .italic, .upright: nil
    case .bold: (0x1D400, 0x1D41A, 0x1D6C2)
    case .boldItalic: (0x1D468, 0x1D482, 0x1D736)
    case .script: (0x1D49C, nil, nil)
    case .doubleStruck: (0x1D538, 0x1D552, nil)
    case .sans: (0x1D5A0, 0x1D5BA, nil)
    case .typewriter: (0x1D670, 0x1D68A, nil)
    }
  }

  /// Letters that were in Unicode before the alphabet was.
  private var exceptions: [Character: Character] {
    switch self {
    case .script: ["B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ"]
    case .doubleStruck: ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"]
    default: [:]
    }
  }
}
