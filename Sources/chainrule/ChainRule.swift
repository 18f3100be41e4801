import ArgumentParser
import Commands

@main
struct ChainRule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chainrule", abstract: "A notebook-style shell for the multilayer perceptron.")
}
