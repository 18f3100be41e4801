import Language
import ShellFixtures
import Testing
import Views

@testable import SessionCore

/// What students type as in NumPy, PyTorch, MATLAB or a book: it is understood, or the hint has what to type, and that
/// works.
struct NotationTests {
  /// Networks after a pass, by name.
  static func network(_ name: String) throws -> Shell {
    switch name {
    case "sigmoid":
      try Shell(
        "network 2 2 1 hidden sigmoid", "W[1] = [[0.3,0.1],[0.2,0.4]]", "W[2] = [[0.5,-0.7]]", "b[1] = [0.1,-0.3]",
        "input [[1,2],[0.4,-1]]", "target [[1],[0]]", "backward")
    case "softmax":
      try Shell(
        "network 2 3 2 hidden tanh output softmax loss cross-entropy", "W[1] = [[0.5,-0.3],[0.2,0.8],[-0.6,0.1]]",
        "W[2] = [[0.4,-0.7,0.9],[0.1,0.2,-0.3]]", "b[1] = [0.1,-0.2,0.3]", "input [[1,2],[-0.5,-1],[0.3,-0.4]]",
        "target [[1,0],[0,1],[1,0]]", "backward")
    case "deep":
      try Shell(
        "network 3 4 3 2 hidden relu output identity loss mean-squared-error", "seed 3", "init kaiming",
        "input [[1,0.5,-0.7],[0.2,-0.4,0.9],[-1.1,0.3,0.6],[0.5,0.5,0.1],[-0.4,0.8,0.2]]",
        "target [[0.3,1],[0.2,0.7],[1,0],[0.5,0.5],[0.1,0.9]]", "backward")
    default: try Shell()
    }
  }

  // MARK: Understood

  /// Claims that are right as they are typed.
  static let understood: [(network: String, claim: String)] =
    [
      // NumPy
      "np.dot(delta[2].T, a[1]) == dW[2]", "numpy.matmul(delta[1].T, X) == dW[1]", "np.mean(a[1]) == mean(a[1])",
      "np.outer(delta[2][0, :], a[1][0, :]) == outer(delta[2][0, :], a[1][0, :])",
      "np.sum(delta[1], axis=0, keepdims=True) == db[1]", "np.sum(delta[1], 0) == db[1]",
      "delta[1].sum(axis=0) == db[1]", "delta[1].sum(0) == db[1]", "sum(delta[1], 0) == db[1]",
      "sum(delta[1], axis=-2) == db[1]", "sum(delta[1], dim 0) == db[1]", "delta[2].T.dot(a[1]) == dW[2]",
      "X.dot(W[1].T) + b[1] == z[1]", "1/(1+np.exp(-z[1])) == a[1]", "np.multiply(a[1], 1 - a[1]) == sigmoid'(z[1])",
      "np.square(a[2] - Y).sum()/2/X.shape[0] == C", "np.power(a[2]-Y, 2).mean()/2 == C",
      "np.array([[0.3,0.1],[0.2,0.4]]) == W[1]", "np.maximum(z[1], 0) == relu(z[1])", "np.transpose(X) == X.T",
      "np.linalg.norm(dW[1]) == norm(dW[1])", "np.abs(z[1]) == |z[1]|", "np.ones((2, 1)) * a[2] == a[2]",
      "(a[2] - Y).T.dot(a[1]).shape == dW[2].shape", "np.max(z[1], 1) == max(z[1], axis 1)",
      "dot(delta[2].T, a[1]) == dW[2]", "1/(1 + e^(-z[1])) == a[1]", "np.e == exp(1)", "X.T.shape[1] == B",
      "np.pi == pi", "self.W[1] == W[1]", "a[1].copy() == a[1]",
      // PyTorch
      "torch.mm(delta[2].t(), a[1]) == dW[2]", "torch.sum(delta[1], dim=0) == db[1]", "W[2].grad == dW[2]",
      "b[1].grad == db[1]", "z[1].grad == delta[1]", "torch.sigmoid(z[1]) == a[1]", "X.mm(W[1].t()) + b[1] == z[1]",
      "delta[1].mean(dim=0) * B == db[1]", "X.size(0) == B", "math.exp(1) == exp(1)", "a[1].pow(2) == a[1]^2",
      // MATLAB and Julia
      "a[1] .* (1 .- a[1]) == sigmoid'(z[1])", "delta[2]' @ a[1] == dW[2]", "X' == X.T", "W[2].' == W[2].T",
      "a[1] .^ 2 ./ 2 == a[1]^2/2", "C ≈ sum((a[2] - Y)^2)/2/B",
      // Books
      "2(a[2]-Y) == 2*(a[2]-Y)", "½(a[2]-Y) == (a[2]-Y)/2", "2π == 2*pi", "mean(½(a[2]-Y)²) == C",
      "∂C/∂W[2] == delta[2].T @ a[1]", "dC/dW[2] == delta[2].T @ a[1]", "dC/dW2 == delta[2].T @ a[1]",
      "dL/dz[2] == (a[2]-Y)*sigmoid'(z[2])/B", "∂J/∂b₁ == sum(delta[1], axis 0)", "∂C / ∂a[1] == delta[2] @ W[2]",
      "1/2 * dC/dW[1] == dW[1]/2", "dC/dW[2][0, 1] == dW[2][0, 1]", "∇W[1] == dW[1]", "W₂ == W[2]",
      "δ₂ᵀ·a₁ == dW[2]", "(a₂ − Y) ⊙ σ′(z₂) / B == δ₂", "z₁ ∘ z₁ == z[1]²", "W[2]^⊤ == W[2].T", "|z[1]| == abs(z[1])",
      "‖dW[1]‖ == norm(dW[1])", "||dW[1]|| == norm(dW[1])", "√(z[1]²) == abs(z[1])", "\\delta[2] == delta[2]",
      "a[1] \\odot a[1] == a[1]^2", "-ln(a[2]) == -log(a[2])", "a[2] – Y == a[2] - Y",
    ].map { ("sigmoid", $0) }
    + [
      "exp(z[2])/sum(exp(z[2]), axis 1) == a[2]", "softmax(z[2], axis=1) == a[2]", "F.softmax(z[2], dim=1) == a[2]",
      "np.exp(z[2]) / np.sum(np.exp(z[2]), axis=1, keepdims=True) == a[2]", "torch.softmax(z[2], dim=-1) == a[2]",
      "-np.sum(Y*np.log(a[2]))/B == C", "-(Y*a[2].log()).sum(axis=1).mean() == C",
      "-torch.mean(torch.sum(Y*torch.log(a[2]), dim=1)) == C", "(a[2]-Y).T.dot(a[1])/B == dL/dW[2]",
      "np.multiply(da[1], 1 - np.square(a[1])) == delta[1]",
      "a[2] * (da[2] - np.sum(da[2]*a[2], axis=1, keepdims=True)) == delta[2]",
    ].map { ("softmax", $0) }
    + [
      "np.dot(delta[3], W[3]) * (z[2] > 0) == delta[2]", "δ₃·W₃ ⊙ relu′(z₂) == δ₂", "dL/dW₁ == delta[1]' @ X",
      "(2/2)*(a[3]-Y)/5 == ∂L/∂z[3]", "∂E/∂net[2] == delta[2]", "dE/dout[2] == da[2]", "∂C/∂w_3[0,1] == dW[3][0,1]",
      "da[2] * (z[2] > 0).astype(float) == delta[2]", "da[2] * np.where(z[2] > 0, 1, 0) == delta[2]",
      "np.matmul(W[1], X.T).T + b[1] == z[1]", "Σ_k(δ[3][0,k] * W[3][k,1]) == da[2][0,1]",
      "delta[L].T @ a[L - 1] == dW[L]", "np.argmax(Y, axis=1) == argmax(Y, 1)", "F.relu(z[1]) == a[1]",
    ].map { ("deep", $0) }

  @Test(arguments: understood)
  func isUnderstood(network: String, claim: String) throws {
    var shell = try Self.network(network)
    let verdict = try shell.verdict(claim)
    #expect(verdict.kind == .exact || verdict.kind == .agrees, "\(claim): \(verdict)")
  }

  @Test(arguments: [
    ("W[1] := W[1] - 0.5", "W[1]"), ("W₁ ← W₁ - 0.5", "W[1]"), ("W[1] = np.subtract(W[1], 0.5)", "W[1]"),
  ])
  func assignmentsAreUnderstood(cell: String, quantity: String) throws {
    var (shell, other) = (try Self.network("sigmoid"), try Self.network("sigmoid"))
    try shell.run(cell)
    try other.run("W[1] = W[1] - 0.5")
    #expect(try shell.matrix(quantity).data == other.matrix(quantity).data)
  }

  @Test(arguments: [("np.sum(x)", 10.0), ("x.sum(0)[0, 1]", 6), ("sum(x²)", 30), ("|x[0, 0] - 3|", 2), ("2x[1, 1]", 8)])
  func plainExpressionsAreUnderstood(expression: String, value: Double) throws {
    var shell = try Shell("x = [[1, 2], [3, 4]]")
    #expect(try shell.number(expression) == value)
  }

  @Test func ownNamesComeFirst() throws {
    var shell = try Shell(
      "network 2 2 1", "W1 = 5", "matmul(u, v) = sum(u * v)", "F = [[1, 2]]", "T = 3", "h(x) = 2 * x", "x = [[1, 2]]")
    #expect(try shell.number("W1") == 5)
    #expect(try shell.number("matmul([1, 2], [3, 4])") == 11)
    #expect(try shell.number("F.sum()") == 3)
    #expect(try shell.number("2^T") == 8)
    #expect(try shell.number("h(4)") == 8)
    #expect(try shell.matrix("x'").data == [1, 2])
  }

  // MARK: Hints

  struct Reply: Sendable, CustomTestStringConvertible {
    let network: String
    /// What is typed, what the hint contains, and the line to which it leads.
    let typed, hint, line: String
    var testDescription: String { typed }

    init(_ network: String, _ typed: String, _ hint: String, _ line: String) {
      (self.network, self.typed, self.hint, self.line) = (network, typed, hint, line)
    }
  }

  /// Claims as they are typed, what the hint has, and the claim that is right.
  static let hinted: [Reply] =
    [
      ("delta2 == (a[2]-Y)*sigmoid'(z[2])/B", "delta[2]", "delta[2] == (a[2]-Y)*sigmoid'(z[2])/B"),
      ("delta[2] @ W2 == da[1]", "W[2]", "delta[2] @ W[2] == da[1]"),
      ("dW_2 == delta[2].T @ a[1]", "dW[2]", "dW[2] == delta[2].T @ a[1]"),
      ("dw2[0,1] == delta[2].T[0] @ a[1][:, 1]", "dW[2][0, 1]", "dW[2][0, 1] == delta[2].T[0] @ a[1][:, 1]"),
      ("db1 == sum(delta[1], 0)", "db[1]", "db[1] == sum(delta[1], 0)"),
      ("σ'(z1) == a[1]*(1-a[1])", "z[1]", "σ'(z[1]) == a[1]*(1-a[1])"),
      ("δ2 == delta[2]", "delta[2]", "delta[2] == delta[2]"),
      ("d2 == delta[2]", "delta[2]", "delta[2] == delta[2]"),
      ("dz[2] == delta[2]", "delta[2]", "delta[2] == delta[2]"),
      ("dZ2 == delta[2]", "delta[2]", "delta[2] == delta[2]"),
      ("error[2] == delta[2]", "delta[2]", "delta[2] == delta[2]"),
      ("delta_out == (a[2]-Y)*sigmoid'(z[2])/B", "delta[2]", "delta[2] == (a[2]-Y)*sigmoid'(z[2])/B"),
      ("delta_hidden == da[1]*sigmoid'(z[1])", "delta[1]", "delta[1] == da[1]*sigmoid'(z[1])"),
      ("deltaL == (a[2]-Y)*sigmoid'(z[2])/B", "delta[2]", "delta[2] == (a[2]-Y)*sigmoid'(z[2])/B"),
      ("w[2] == W[2]", "W[2]", "W[2] == W[2]"), ("weights[2] == W[2]", "W[2]", "W[2] == W[2]"),
      ("W_out == W[2]", "W[2]", "W[2] == W[2]"), ("bias[1] == b[1]", "b[1]", "b[1] == b[1]"),
      ("net1 == X @ W[1].T + b[1]", "z[1]", "z[1] == X @ W[1].T + b[1]"),
      ("A1 == sigmoid(z[1])", "a[1]", "a[1] == sigmoid(z[1])"),
      ("h[1] == sigmoid(z[1])", "a[1]", "a[1] == sigmoid(z[1])"),
      ("hidden == sigmoid(z[1])", "a[1]", "a[1] == sigmoid(z[1])"),
      ("grad_W2 == dW[2]", "dW[2]", "dW[2] == dW[2]"), ("W2_grad == dW[2]", "dW[2]", "dW[2] == dW[2]"),
      ("nabla_w[2] == dW[2]", "dW[2]", "dW[2] == dW[2]"), ("self.W2 == W[2]", "W[2]", "W[2] == W[2]"),
      ("yhat == sigmoid(z[2])", "a[2]", "a[2] == sigmoid(z[2])"),
      ("ŷ == sigmoid(z[2])", "a[2]", "a[2] == sigmoid(z[2])"),
      ("(a[2] - y)*sigmoid'(z[2])/B == delta[2]", "Y", "(a[2] - Y)*sigmoid'(z[2])/B == delta[2]"),
      ("(a[2] - target)*sigmoid'(z[2])/B == delta[2]", "Y", "(a[2] - Y)*sigmoid'(z[2])/B == delta[2]"),
      ("(a[2] - t)*sigmoid'(z[2])/B == delta[2]", "Y", "(a[2] - Y)*sigmoid'(z[2])/B == delta[2]"),
      ("x @ W[1].T + b[1] == z[1]", "X", "X @ W[1].T + b[1] == z[1]"),
      ("loss == mean((a[2]-Y)^2)/2", "C", "C == mean((a[2]-Y)^2)/2"),
      ("J == mean((a[2]-Y)^2)/2", "C", "C == mean((a[2]-Y)^2)/2"),
      ("sum((a[2]-Y)^2)/2/batch_size == C", "B", "sum((a[2]-Y)^2)/2/B == C"),
      ("sum((a[2]-Y)^2)/2/len(X) == C", "B", "sum((a[2]-Y)^2)/2/B == C"),
      ("W[1] - lr*dW[1] == W[1] - eta*dW[1]", "eta", "W[1] - eta*dW[1] == W[1] - eta*dW[1]"),
      ("W[1] - α*dW[1] == W[1] - eta*dW[1]", "eta", "W[1] - eta*dW[1] == W[1] - eta*dW[1]"),
      ("W[1] - η·dW[1] == W[1] - eta*dW[1]", "η * dW[1]", "W[1] - η * dW[1] == W[1] - eta*dW[1]"),
      ("dC / dW[2] == delta[2].T @ a[1]", "dW[2]", "dW[2] == delta[2].T @ a[1]"),
      ("dC/da[1] * da[1]/dz[1] == delta[1]", "sigmoid'(z[1])", "dC/da[1] * sigmoid'(z[1]) == delta[1]"),
      ("∂C/∂a[1] * ∂a[1]/∂z[1] == delta[1]", "sigmoid'(z[1])", "∂C/∂a[1] * sigmoid'(z[1]) == delta[1]"),
      ("mm(delta[2].T, a[1]) == dW[2]", "delta[2].T @ a[1]", "delta[2].T @ a[1] == dW[2]"),
      ("matmul(X, W[1].T) + b[1] == z[1]", "X @ W[1].T", "X @ W[1].T + b[1] == z[1]"),
      ("square(a[2]-Y) == (a[2]-Y)*(a[2]-Y)", "(a[2] - Y)^2", "(a[2] - Y)^2 == (a[2]-Y)*(a[2]-Y)"),
      ("1/2(a[2]-Y) == (a[2]-Y)/2", "1/2 * (a[2]-Y)", "1/2 * (a[2]-Y) == (a[2]-Y)/2"),
      ("1/2 sum((a[2]-Y)²)/B == C", "1/2 * sum((a[2]-Y)²)/B", "1/2 * sum((a[2]-Y)²)/B == C"),
      ("(a[2]-Y)sigmoid'(z[2])/B == delta[2]", "(a[2]-Y) * sigmoid'(z[2])", "(a[2]-Y) * sigmoid'(z[2])/B == delta[2]"),
      ("a[1](1-a[1]) == sigmoid'(z[1])", "a[1] * (1-a[1])", "a[1] * (1-a[1]) == sigmoid'(z[1])"),
      ("a[1] × (1 - a[1]) == sigmoid'(z[1])", "a[1] * (1 - a[1])", "a[1] * (1 - a[1]) == sigmoid'(z[1])"),
      ("W[2]^T == W[2].T", "W[2].T", "W[2].T == W[2].T"), ("W^{(2)} == W[2]", "W[2]", "W[2] == W[2]"),
      ("W^[2] == W[2]", "W[2]", "W[2] == W[2]"), ("z_{1} == z[1]", "z[1]", "z[1] == z[1]"),
      ("W(2) == W[2]", "W[2]", "W[2] == W[2]"),
      ("sigmoid_derivative(z[1]) == sigmoid'(z[1])", "sigmoid'(z[1])", "sigmoid'(z[1]) == sigmoid'(z[1])"),
      ("dsigmoid(a[1]) == a[1]*(1-a[1])", "sigmoid'(z[1])", "sigmoid'(z[1]) == a[1]*(1-a[1])"),
      ("da[1]*sigmoid_prime(z[1]) == delta[1]", "sigmoid'(z[1])", "da[1]*sigmoid'(z[1]) == delta[1]"),
      ("da[1]*f'(z[1]) == delta[1]", "sigmoid'(z[1])", "da[1]*sigmoid'(z[1]) == delta[1]"),
      ("tanh (z[1]) == tanh(z[1])", "tanh(z[1])", "tanh(z[1]) == tanh(z[1])"),
      ("W[2][1,2] == -0.7", "W[2][0, 1]", "W[2][0, 1] == -0.7"),
      ("W[1, 0, 1] == 0.1", "W[1][0, 1]", "W[1][0, 1] == 0.1"),
      ("W[3] == [[0.5,-0.7]]", "W[2]", "W[2] == [[0.5,-0.7]]"),
      ("W0 == [[0.3,0.1],[0.2,0.4]]", "W[1]", "W[1] == [[0.3,0.1],[0.2,0.4]]"),
      ("delta[2] @ a[1].T == dW[2]", "delta[2].T @ a[1]", "delta[2].T @ a[1] == dW[2]"),
      (
        "(W[2].T @ delta[2]) * sigmoid'(z[1]) == delta[1]", "delta[2] @ W[2]",
        "(delta[2] @ W[2]) * sigmoid'(z[1]) == delta[1]"
      ),
    ].map { Reply("sigmoid", $0.0, $0.1, $0.2) }
    + [
      ("W[1] @ X + b[1] == z[1]", "X @ W[1].T", "X @ W[1].T + b[1] == z[1]"),
      ("X @ W[1] + b[1] == z[1]", "X @ W[1].T", "X @ W[1].T + b[1] == z[1]"),
      ("np.dot(W[1], X) + b[1] == z[1]", "X @ W[1].T", "X @ W[1].T + b[1] == z[1]"),
      ("X * W[1].T + b[1] == z[1]", "X @ W[1].T", "X @ W[1].T + b[1] == z[1]"),
      ("X * W[1] + b[1] == z[1]", "X @ W[1].T + b[1]", "X @ W[1].T + b[1] == z[1]"),
      (
        "W[2].T @ delta[2] * (1 - a[1]**2) == delta[1]", "delta[2] @ W[2]",
        "delta[2] @ W[2] * (1 - a[1]**2) == delta[1]"
      ),
      ("delta[2] * W[2] * (1 - a[1]^2) == delta[1]", "delta[2] @ W[2]", "delta[2] @ W[2] * (1 - a[1]^2) == delta[1]"),
      ("delta[2] * a[1] == dW[2]", "delta[2].T @ a[1]", "delta[2].T @ a[1] == dW[2]"),
      (
        "da[2] * softmax'(z[2]) == delta[2]", "a[2] * (da[2] - sum(da[2] * a[2], axis 1))",
        "a[2] * (da[2] - sum(da[2] * a[2], axis 1)) == delta[2]"
      ),
      ("y_pred - y_true == a[2] - Y", "a[2]", "a[2] - Y == a[2] - Y"),
      ("tanh_prime(z[1]) == 1 - a[1]^2", "tanh'(z[1])", "tanh'(z[1]) == 1 - a[1]^2"),
      ("dtanh(a[1]) == 1 - a[1]^2", "tanh'(z[1])", "tanh'(z[1]) == 1 - a[1]^2"),
      ("error == delta[2]", "delta[2]", "delta[2] == delta[2]"),
    ].map { Reply("softmax", $0.0, $0.1, $0.2) }
    + [
      ("W[3].T @ delta[3] * relu'(z[2]) == delta[2]", "delta[3] @ W[3]", "delta[3] @ W[3] * relu'(z[2]) == delta[2]"),
      ("delta3 @ W[3] * relu'(z[2]) == delta[2]", "delta[3]", "delta[3] @ W[3] * relu'(z[2]) == delta[2]"),
      ("da[2] * relu_grad(z[2]) == delta[2]", "relu'(z[2])", "da[2] * relu'(z[2]) == delta[2]"),
      ("da[2] * drelu(a[2]) == delta[2]", "relu'(z[2])", "da[2] * relu'(z[2]) == delta[2]"),
      ("ReLU(z[2]) == a[2]", "relu(z[2])", "relu(z[2]) == a[2]"),
      ("h(z[2]) == a[2]", "relu(z[2])", "relu(z[2]) == a[2]"),
      ("max(z[2], 0) == a[2]", "maximum(z[2], 0)", "maximum(z[2], 0) == a[2]"),
      ("output == z[3]", "a[3]", "a[3] == z[3]"), ("aL == z[3]", "a[3]", "a[3] == z[3]"),
      ("W[4] == W[3]", "W[3]", "W[3] == W[3]"), ("z4 == a[3]", "z[3]", "z[3] == a[3]"),
      ("W[1].T @ delta[2] == da[1]", "delta[2] @ W[2]", "delta[2] @ W[2] == da[1]"),
      ("delta[3] W[3] == da[2]", "delta[3] @ W[3]", "delta[3] @ W[3] == da[2]"),
      ("delta[3] × W[3] == da[2]", "delta[3] @ W[3]", "delta[3] @ W[3] == da[2]"),
      ("delta[3] x W[3] == da[2]", "delta[3] @ W[3]", "delta[3] @ W[3] == da[2]"),
      ("delta[3].T a[2] == dW[3]", "delta[3].T @ a[2]", "delta[3].T @ a[2] == dW[3]"),
      ("dW[3] is delta[3].T @ a[2]", "dW[3] == delta[3].T @ a[2]", "dW[3] == delta[3].T @ a[2]"),
      ("hadamard(da[2], relu'(z[2])) == delta[2]", "da[2] * relu'(z[2])", "da[2] * relu'(z[2]) == delta[2]"),
      ("grad(W[3]) == delta[3].T @ a[2]", "dW[3]", "dW[3] == delta[3].T @ a[2]"),
      ("W3.grad == delta[3].T @ a[2]", "dW[3]", "dW[3] == delta[3].T @ a[2]"),
      ("size(X, 1) == B", "shape(X)[0, 0]", "shape(X)[0, 0] == B"),
      ("detla[3] == delta[3]", "delta", "delta[3] == delta[3]"),
      ("dσ(z[1]) == sigmoid'(z[1])", "sigmoid'(z[1])", "sigmoid'(z[1]) == sigmoid'(z[1])"),
      ("leaky-relu(z[1]) == leaky_relu(z[1])", "leaky_relu(z[1])", "leaky_relu(z[1]) == leaky_relu(z[1])"),
      ("params[\"W3\"] == W[3]", "W[3]", "W[3] == W[3]"), ("grads['dW3'] == dW[3]", "dW[3]", "dW[3] == dW[3]"),
      ("dL_dW3 == dW[3]", "dW[3]", "dW[3] == dW[3]"), ("dLdz3 == delta[3]", "delta[3]", "delta[3] == delta[3]"),
      ("a[l] == a[3]", "a[L]", "a[L] == a[3]"), ("mse(a[3], Y) == C", "C", "C == C"),
      ("dW[3] == np.dot(delta3.T, a2)", "delta[3]", "dW[3] == np.dot(delta[3].T, a[2])"),
      ("np.sum(delta3, axis=0, keepdims=True) == db3", "db[3]", "np.sum(delta[3], axis=0, keepdims=True) == db[3]"),
      ("W[3][2,3] == W[3][1,2]", "W[3][1, 2]", "W[3][1, 2] == W[3][1,2]"),
    ].map { Reply("deep", $0.0, $0.1, $0.2) }

  /// A habit, what the hint has, and the value of that line.
  @Test(arguments: [
    ("x > 1 & x < 4", "x > 1 and x < 4"), ("x > 1 && x < 4", "x > 1 and x < 4"),
    ("x == 1 || x == 2", "x == 1 or x == 2"),
    ("(x == 1) | (x == 2)", "(x == 1) or (x == 2)"), ("!(x > 2)", "not (x > 2)"), ("~(x > 2)", "not (x > 2)"),
    ("x > 1 AND x < 4", "x > 1 AND x < 4".lowercased()), ("x>1 ∧ x<4", "x>1 and x<4"), ("¬(x > 1)", "not (x > 1)"),
    ("x <> 2", "x != 2"), ("x ~= 2", "x != 2"), ("x =< 2", "x <= 2"), ("x => 2", "x >= 2"), ("x === x", "x == x"),
    ("1 < x < 3", "1 < x and x < 3"), ("concat(x, x)", "hcat(x, x)"), ("stack(x, x)", "vcat(x, x)"),
    ("[x, x]", "hcat(x, x)"),
    ("[x x]", "hcat(x, x)"), ("[x; x]", "vcat(x, x)"), ("hstack([x, x])", "hcat(x, x)"), ("1:5", "arange(1, 5)"),
    ("1..5", "arange(1, 6)"), ("range(5)", "arange(5)"), ("inverse(x)", "inv(x)"), ("sqrt 2", "sqrt(2)"),
    ("log2 8", "log2(8)"),
    ("tanh²(x)", "tanh(x)^2"), ("1_000 * 2", "1000 * 2"), ("1,000", "1000"), ("0,9", "0.9"), ("x[0 1]", "x[0, 1]"),
    ("x.T()", "x.T"), ("ifelse(x > 2, 1, 0)", "where(x > 2, 1, 0)"), ("numel(x)", "prod(shape(x))"),
    ("zeros_like(x)", "0 * x"),
    ("print(x)", "x"), ("matmul(x, x)", "x @ x"), ("max(x, 1)", "max(x, axis 1)"),
    ("[1, 2] @ [3, 4]", "[1, 2] @ [3, 4].T"),
    ("sd(x)", "std(x)"), ("x.std", "std(x)"), ("x⁻¹", "inv(x)"), ("vdot([1, 2], [3, 4])", "dot([[1, 2]], [[3, 4]])"),
  ])
  func aHabitHasALineThatWorks(typed: String, line: String) throws {
    var shell = try Shell("x = [[1, 2], [3, 4]]")
    let hint = try #require(try shell.failure(of: typed).hint)
    #expect(hint.contains(line), "\(hint)")
    try shell.run(line)
  }

  @Test(arguments: [
    ("sum(x, dims=1)", [4, 6]), ("mean(x, axis=-1)", [1.5, 3.5]), ("x.std(axis=0)", [1, 1]),
    ("np.cumsum(x, axis=1)", [1, 3, 3, 7]),
    ("np.where(x > 2, x, 0)", [0, 0, 3, 4]), ("x.T.dot(x)", [10, 14, 14, 20]),
    ("np.concatenate([x, x], axis=1)", [1, 2, 1, 2, 3, 4, 3, 4]),
    ("x.reshape(1, -1)", [1, 2, 3, 4]), ("np.kron(np.eye(1), x)", [1, 2, 3, 4]), ("x.clip(2, 3)", [2, 2, 3, 3]),
    ("np.linalg.inv(np.eye(2))", [1, 0, 0, 1]), ("torch.cat((x, x), dim=0)[2:]", [1, 2, 3, 4]),
  ])
  func aHabitIsReadAsMeant(typed: String, value: [Double]) throws {
    var shell = try Shell("x = [[1, 2], [3, 4]]")
    #expect(try shell.matrix(typed).data == value)
  }

  @Test(arguments: hinted)
  func theHintLeadsToTheLine(reply: Reply) throws {
    var shell = try Self.network(reply.network)
    let diagnostic = try shell.failure(of: "check \(reply.typed)")
    #expect(diagnostic.hint?.contains(reply.hint) == true, "\(reply.typed): \(diagnostic)")
    let verdict = try shell.verdict(reply.line)
    #expect(verdict.kind == .exact || verdict.kind == .agrees, "\(reply.line): \(verdict)")
  }

  /// What a hint says to type in place of what it is about.
  private func proposal(_ hint: String) -> String? {
    for mark in ["did you mean ", "write "] {
      guard let range = hint.range(of: mark) else { continue }
      let rest = hint[range.upperBound...]
      let end = ["?", "; ", " or "].compactMap { rest.range(of: $0)?.lowerBound }.min() ?? rest.endIndex
      return String(rest[..<end])
    }
    return nil
  }

  /// Each hint that proposes something in place of what is marked is followed as it says, until nothing is wrong.
  @Test(arguments: hinted)
  func followedToTheLetterItEndsWithoutAnError(reply: Reply) throws {
    var shell = try Self.network(reply.network)
    var line = "check \(reply.typed)"
    for _ in 0..<4 {
      guard case .failure(let diagnostic) = shell.interpreter.run(line, host: shell.host).result else { return }
      guard let hint = diagnostic.hint, let proposal = proposal(hint) else { return }
      var bytes = Array(line.utf8)
      if proposal.hasPrefix("check ") {
        bytes = Array(proposal.utf8)
      } else {
        bytes.replaceSubrange(diagnostic.span.start..<diagnostic.span.end, with: Array(proposal.utf8))
      }
      line = String(decoding: bytes, as: UTF8.self)
    }
    Issue.record("\(reply.typed) still fails as \(line)")
  }

  @Test(arguments: ["sigmoid'", "relu'[0]", "tanh' + 1", "f'"])
  func aFunctionWithAPrimeNeedsItsArgument(text: String) throws {
    var shell = try Self.network("sigmoid")
    try shell.run("f(x) = x^2")
    let name = String(text.prefix { $0 != "'" })
    let diagnostic = try shell.failure(of: text)
    #expect(diagnostic.message == "\(name)' is a function")
    #expect(diagnostic.span == SourceSpan(0, name.utf8.count + 1))
    #expect(diagnostic.hint == "write its argument: \(name)'(z[1])")
    try shell.run("\(name)'(z[1])")
  }

  @Test(arguments: ["q", "n", "i", "k"])
  func aNameOfOneLetterIsNotGuessed(name: String) throws {
    var shell = try Self.network("sigmoid")
    #expect(try shell.failure(of: name).hint?.contains("did you mean") == false)
  }

  /// The hint for a quantity that has not been computed says how to get it.
  @Test func beforeAPassTheHintSaysHowToGetIt() throws {
    var shell = try Shell("network 2 3 1 hidden tanh")
    #expect(try shell.failure(of: "delta2").hint?.hasPrefix("did you mean delta[2]? input ") == true)
    #expect(try shell.failure(of: "W2 + 1").hint == "did you mean W[2]?")
    #expect(try shell.failure(of: "x").hint == "assign it first: x = …; help lists the commands")
  }

  @Test(arguments: ["W1 = [[1, 2]]", "b_2 = 3", "w2 = 1"])
  func aVariableThatLooksLikeWeightsIsSaidToBeOne(cell: String) throws {
    var shell = try Shell("network 2 3 1 hidden tanh")
    guard case .text(let text)? = try shell.run(cell) else {
      Issue.record("\(cell) shows nothing")
      return
    }
    #expect("\(text)".contains("is a variable"))
    #expect(try shell.run(cell) == nil)
  }

  @Test(arguments: [
    "≈", "x ≈ 3", "W[1] {", "np.", "np.dot(", "|x", "‖x", "x.sum(", "2(", "√", "∂C/", "∂C/∂", "dC/d", "x.²", "₂", "²",
  ])
  func piecesAreRefusedWithoutACrash(text: String) throws {
    var shell = try Shell("x = 1")
    _ = try shell.failure(of: text)
  }
}
