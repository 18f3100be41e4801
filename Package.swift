// swift-tools-version: 6.1
import PackageDescription

/// `Engine`, `Files` and `Datasets` are optimised even in debug builds: its loops are 70 times slower without, and the tests train networks.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "chainrule",
  dependencies: [
    // Real and Complex: one generic forward pass serves the session, training and the complex-step check.
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    // The program's own arguments. The shell's language has its own parser: carets, sessions, completion in process.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // ONNX files are protocol buffers.
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
  ],
  targets: [
    // Matrix products.
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    // What Swift has no words for: prefetch, spin-wait, a square root without errno, and a loop compiled for several
    // processors.
    .target(name: "CProcessor"),
    // Gzipped data sets.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // Downloads. Opened at the first one: linked, libcurl costs every start 3.5 ms.
    .target(name: "CCurl"),
    // .npz files are zip archives. Opened at the first one, as few sessions read any.
    .target(name: "CZip"),
    // MD5, by which the files of MNIST are known.
    .systemLibrary(name: "CMD5", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),
    // Lessons are CommonMark.
    .systemLibrary(name: "CMarkdown", pkgConfig: "libcmark-gfm", providers: [.apt(["libcmark-gfm-dev"])]),
    // Pictures in files. Two more libraries draw, opened at the first picture and not needed before: librsvg turns SVG
    // into pixels (text, fonts, curves), chafa pixels into sixels. See Renderers/PNG and Renderers/Terminal.
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    // libedit's interface is variadic, which Swift cannot call: a shim of a few functions.
    .target(name: "CLineEditor", linkerSettings: [.linkedLibrary("edit")]),

    // The bundled digits: Swift has no #embed, C has, and the bytes cost nothing until they are read.
    .target(name: "CDigits", exclude: ["digits.csv.gz"]),
    // The lessons, embedded in the same way from Lessons/: the program has them in any folder.
    .target(name: "CLessons"),

    // Long work: whether the user has stopped it, and how far it is.
    .target(name: "Interruption"),
    // Where everything is read and written, and gzip, zip and NumPy's arrays.
    .target(name: "Files", dependencies: ["Interruption", "CZlib", "CZip"], swiftSettings: optimised),
    .target(name: "Language"),
    // Formulas as values: terms, derivatives, printers.
    .target(
      name: "Calculus",
      dependencies: [
        "Interruption", "Language",
        .product(name: "RealModule", package: "swift-numerics"),
        .product(name: "ComplexModule", package: "swift-numerics"),
      ],
      swiftSettings: optimised),
    // Lines of a derivation that the user types: judged as steps, with the slip that explains a wrong one.
    .target(name: "Stepping", dependencies: ["Calculus", "Language"], swiftSettings: optimised),
    .target(name: "Views"),
    .target(name: "Renderers", dependencies: ["Views", "CPNG"]),
    .target(
      name: "Engine",
      dependencies: [
        "Calculus", "Interruption", "COpenBLAS", "CProcessor",
        .product(name: "RealModule", package: "swift-numerics"),
        .product(name: "ComplexModule", package: "swift-numerics"),
      ],
      swiftSettings: optimised),
    .target(
      name: "Datasets",
      dependencies: [
        "Engine", "Files", "Interruption", "CDigits", "CCurl", "CMD5",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: optimised),
    // Networks in files: safetensors, NumPy's arrays, programs, ONNX.
    .target(
      name: "Models",
      dependencies: [
        "Calculus", "Engine", "Files", "Interruption", .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      exclude: ["Exports/onnx.proto"]),
    // The session as a value, its history, and the evaluation of what is typed. It knows no command.
    .target(
      name: "SessionCore",
      dependencies: [
        "Language", "Calculus", "Stepping", "Views", "Engine", "Datasets", "Models", "Interruption",
        .product(name: "RealModule", package: "swift-numerics"),
      ]),
    // Where a number comes from: its formula with the numbers in it, its derivation, its numeric derivative.
    .target(
      name: "Explaining",
      dependencies: ["Language", "Calculus", "Stepping", "Views", "Engine", "SessionCore", "Interruption"]),
    // Claims about formulas and numbers: whether they hold, and what went wrong.
    .target(
      name: "Judging",
      dependencies: [
        "Language", "Calculus", "Views", "Engine", "Explaining", "SessionCore", "Interruption",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: optimised),
    // What a command is, and how a cell is read and run.
    .target(
      name: "CommandKit",
      dependencies: [
        "Calculus", "Explaining", "Files", "Judging", "SessionCore", "Language", "Views", "Engine", "Datasets",
        "Interruption",
      ]),
    // The commands that draw, and what they draw: predictions, weights, curves, runs.
    .target(
      name: "Pictures",
      dependencies: ["CommandKit", "SessionCore", "Language", "Views", "Engine", "Datasets"]),
    .target(
      name: "Commands",
      dependencies: [
        "Calculus", "Files", "CommandKit", "Explaining", "Judging", "SessionCore", "Language", "Views", "Engine",
        "Datasets", "Models", "Pictures", "Interruption",
        .product(name: "RealModule", package: "swift-numerics"),
      ]),
    .target(
      name: "Notebook",
      dependencies: [
        "Files", "CommandKit", "SessionCore", "Datasets", "Renderers", "Views", "Language", "Interruption", "CMarkdown",
        "CLessons",
      ]),
    .executableTarget(
      name: "chainrule",
      dependencies: [
        "Explaining", "Files", "Notebook", "Commands", "CommandKit", "SessionCore", "Datasets", "Renderers", "Views",
        "Language", "CLineEditor",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // For tests and measurements of the shell.
    .target(name: "PseudoTerminals"),
    .executableTarget(
      name: "chainrule-bench", dependencies: ["Calculus", "Engine", "Judging", "PseudoTerminals", "SessionCore"]),

    .testTarget(name: "InterruptionTests", dependencies: ["Interruption"]),
    .testTarget(name: "LanguageTests", dependencies: ["Language"]),
    .testTarget(
      name: "CalculusTests",
      dependencies: [
        "Calculus", "Stepping", "Language", .product(name: "RealModule", package: "swift-numerics"),
        .product(name: "ComplexModule", package: "swift-numerics"),
      ], resources: [.copy("Fixtures")]),
    .testTarget(name: "ViewsTests", dependencies: ["Views"]),
    .testTarget(name: "RenderersTests", dependencies: ["Renderers", "Views", "CPNG"]),
    // Counts allocations, to show that a training step makes none.
    .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
    .testTarget(
      name: "EngineTests",
      dependencies: [
        "Engine", "Calculus", "Interruption", "CAllocationCounter",
        .product(name: "RealModule", package: "swift-numerics"),
        .product(name: "ComplexModule", package: "swift-numerics"),
      ], resources: [.copy("Fixtures")]),
    .target(name: "FileFixtures", dependencies: ["Files", "CZlib"], path: "Tests/FileFixtures"),
    .testTarget(name: "FilesTests", dependencies: ["Files", "FileFixtures", "Interruption"]),
    .testTarget(
      name: "DatasetsTests", dependencies: ["Datasets", "Engine", "Files", "FileFixtures"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "ModelsTests",
      dependencies: [
        "Models", "Calculus", "Datasets", "Engine", "Files", .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ], resources: [.copy("Fixtures")]),
    // An interpreter with all commands, for tests.
    .target(
      name: "ShellFixtures",
      dependencies: ["Files", "Commands", "CommandKit", "SessionCore", "Language", "Views", "Engine", "Renderers"],
      path: "Tests/ShellFixtures"),
    .testTarget(
      name: "SessionCoreTests",
      dependencies: [
        "Commands", "CommandKit", "SessionCore", "Language", "Views", "Engine", "Models", "ShellFixtures",
      ]),
    .testTarget(
      name: "ExplainingTests",
      dependencies: ["CommandKit", "Explaining", "SessionCore", "Views", "Engine", "ShellFixtures"]),
    .testTarget(
      name: "JudgingTests",
      dependencies: [
        "Calculus", "CommandKit", "Judging", "SessionCore", "Language", "Views", "Engine",
        "ShellFixtures",
      ], resources: [.copy("Fixtures")]),
    .testTarget(
      name: "CommandKitTests",
      dependencies: [
        "Commands", "CommandKit", "Interruption", "SessionCore", "Language", "Views", "Engine", "Renderers",
        "ShellFixtures",
      ]),
    .testTarget(
      name: "CommandsTests",
      dependencies: [
        "Explaining", "Files", "Commands", "CommandKit", "SessionCore", "Language", "Views", "Engine", "Datasets",
        "Renderers",
        "ShellFixtures",
      ]),
    .testTarget(
      name: "PicturesTests",
      dependencies: ["Pictures", "CommandKit", "SessionCore", "Views", "Engine", "ShellFixtures"]),
    .testTarget(
      name: "NotebookTests",
      dependencies: [
        "Calculus", "Files", "Interruption", "Notebook", "Commands", "CommandKit", "SessionCore", "Datasets",
        "Renderers", "Views",
        "Language",
      ]),
    .testTarget(
      name: "SessionTests",
      dependencies: [
        "Files", "Commands", "CommandKit", "SessionCore", "Datasets", "Renderers", "Notebook", "Views",
      ], exclude: ["Scripts"]),
    .testTarget(
      name: "LessonTests",
      dependencies: [
        "Files", "Notebook", "Commands", "CommandKit", "SessionCore", "Datasets", "Views", "ShellFixtures",
      ]),
    .testTarget(
      name: "TerminalTests",
      dependencies: [
        "chainrule", "CLineEditor", "Commands", "CommandKit", "SessionCore", "PseudoTerminals", "Renderers",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
