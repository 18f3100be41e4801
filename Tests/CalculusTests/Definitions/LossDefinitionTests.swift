import Calculus
import Testing

struct LossDefinitionTests {
  @Test func debug() {
    for loss in LossDefinition.all {
      print("##", loss.name, loss.formula, "|", loss.gradientFormula, "|", loss.output)
      let n = Extent(2)
      let shape = TermShape(rows: Extent(3, symbol: "B"), columns: n)
      let ops = LossOperands(a: Symbol("a", layer: 2, shape: shape), y: Symbol("Y", shape: shape), z: Symbol("z", layer: 2, shape: shape), outputs: n, constants: loss.constants)
      print("##  total", loss.total(of: ops).withSigns.mathematics)
      print("##  total", loss.computedTotal(of: ops).code ?? "-")
      print("##  grad", loss.gradient(of: ops).code ?? "-")
      print("##  numpy", loss.stableTotal(of: ops).resolved(.standard).numpy?.text ?? "-")
      print("##  entry", loss.gradient(of: ops, row: 1, column: 0, target: 1).mathematics)
      print("##  kinks", loss.kinks.map(\.mathematics))
      print("##  entryLoss", loss.entryLoss.map { ($0.value.mathematics, $0.derivative.mathematics) } as Any)
    }
    for o in OptimizerDefinition.all { print("##", o.name, o.formula, "|", o.changeFormula(decays: true)) }
  }
}
