import Calculus
import SessionCore

extension Help {
  public static let topics = reference + guides

  /// What the language is made of.
  private static let reference: [HelpPage] = [
    HelpPage(
      .topic, "language", "all that a line can say",
      discussion: """
          train epochs 20 rate 0.2   a command: operands, then name value, or name=value
          x = 2   x += 1   a; b      assign, change in place, two cells; a last ; hides
          f(x) = x^2                 your own function: f(3), f'(3), df/dx(3)
          repeat 10 update   for l in 1..L: norm(W[l])   if C < 0.1: C; else: update
          [1, 2]   [[1, 2], [3, 4]]  a row, a matrix; 1e-3, ½, 2π, e; # starts a comment
          + - * / ^   @   .T         entry by entry; matrix product; rows become columns
          == != < >= and or not      a condition: 1 or 0 for each entry
          W[1][0, :]   b[1][-1]      layer 1: row 0, the last entry; places count from 0
          1:4   1..3   ::-1          a range without, with its end; with a step
          x[[0, 2], :]   x[x > 2]    a list of rows; the entries that fulfil a condition
          sum(x, 0)   sum(x, 1)      down the columns, along the rows; or axis 0, axis=1
          x + row   x + column       a row spreads over rows, a column over columns
          _   Out[3]   \\ at the end  last result, that of cell 3; the line goes on
        """,
      examples: [
        Example(
          "np.dot([[1, 2]], [1, 2]') - |-2|²", shows: "spellings of NumPy, MATLAB and books are read", gives: [[1]])
      ], related: ["names", "functions", "keys"]),
    HelpPage(
      .topic, "names", "the quantities of the derivation, and the other names that mean something",
      discussion:
        "Layers count from the input: layer 0 is the input, layer L the output. Indexes count from 0. A batch is a matrix "
        + "with one sample a row.",
      lists: [.quantity],
      examples: [Example("network 2 3 1", "W[1]", "b[2]", shows: "parameters by layer", gives: [[0]])],
      related: ["language"]),
    HelpPage(
      .topic, "functions", "what expressions can compute, and your own functions with their derivatives",
      otherNames: ["own-functions", "definitions", "derivatives"],
      discussion: """
        Activations also work entry by entry, and a ' gives the derivative: relu(z[1]), relu'(z[1]), sin'(x), sin''(x).

        f(x) = x^2 * sin(x) defines a function of your own: a name with parameters, =, and a formula. Arguments are \
        numbers or matrices. A formula can use other functions, and quantities and variables of the session (W[1], eta, \
        x), which it reads when it is called; parameters hide names of the session, so a parameter may be called a, z or \
        W. A function cannot call itself.

          f'(3), f''(3)             the derivatives of a function of one parameter, by rules
          df/dx(2, 3), ∂f/∂x(2, 3)  a partial derivative, written without blanks
          dg/dA(v, A)               of a function whose value is a number: by every entry of A
          numeric f(3)              by finite differences, to compare
          plot f f' from -3 to 3    curves
          f?, show                  the definition, and all of them
          undefine f                removes it; another definition replaces it

        Your functions are part of the session: undo, diff, save and open know them.
        """,
      lists: [.function, .activation],
      examples: [
        Example("sum(exp([[0, 1]]))", "tanh'(0.5)", shows: "1 + e, and a derivative", gives: 0.786448),
        Example(
          "f(x) = x^2 * sin(x)", "g(u, v) = f(u) + v", "dg/du(2, 1)", shows: "a partial derivative", gives: 1.972602),
        Example(
          "s(v, A) = sum((v @ A)^2)", "ds/dA([[1, 2]], [[1, 0], [3, 1]])", shows: "a derivative by a matrix",
          gives: [[14, 4], [28, 8]]),
      ],
      related: ["language", "numeric", "plot", "undefine"]),
    HelpPage(
      .topic, "activations", "the nonlinear functions h of a layer: a = h(z)", lists: [.activation],
      examples: [
        Example(
          "network 2 3 1 hidden tanh", "layer 1 activation gelu", shows: "chosen, and changed",
          gives: .lineStarting("layer 1: gelu, a = z (1 + erf(z / √2)) / 2"))
      ],
      related: ["network", "layer"]),
    HelpPage(
      .topic, "losses", "how far the output is from the target, for one sample",
      discussion: "The loss C of the batch is their mean, with set reduction sum their sum.", lists: [.loss],
      examples: [
        Example(
          "network 2 3 loss cross-entropy", "summary", shows: "a classifier",
          gives: .column("activation", ["", "softmax"]))
      ],
      related: ["loss", "set"]),
    HelpPage(
      .topic, "optimizers", "how a step follows from the gradient g of a parameter p",
      discussion: "η is the learning rate, t the number of the step; m and v are remembered from earlier gradients.",
      lists: [.optimizer],
      examples: [
        Example(
          "optimizer adam rate 0.001", "optimizer", shows: "chosen, and what is chosen",
          gives: .lineStarting("η is 0.001"))
      ],
      related: ["optimizer", "update", "train"]),
    HelpPage(
      .topic, "settings", "what set changes", discussion: "set alone lists them with their values.", lists: [.setting],
      examples: [Example("set digits 12", "1/3", shows: "more digits", gives: 0.333333333333)], related: ["set"]),
    partsTopic,
    HelpPage(
      .topic, "commands", "every command with what it does", lists: [.command],
      examples: [Example("help train", shows: "all about one", gives: .page("train"))], related: ["language"]),
    HelpPage(
      .topic, "keys", "the keys of the input line",
      discussion: """
        Enter      run the cell, wherever the cursor is; in an open bracket or after \\ a new line
        Alt-Enter  a new line
        Tab        complete; twice: list
        Up/Down    a line up or down, then the earlier cells that start like the line
        PgUp/PgDn  the same without stopping at lines
        Right/End  at the end: accept the faint rest of an earlier cell; Alt-→ a word of it
        Ctrl-_     undo a change of the line; Ctrl-X Ctrl-U
        Ctrl-R     search the earlier cells; again: an older one; Esc or Ctrl-G: back
        Home/End   start and end of the line; Ctrl-A, Ctrl-E
        Ctrl-←/→   a word back or forward; Alt-←/→, Alt-B, Alt-F
        Delete     the next character; Ctrl-D
        Alt-D      cut the next word; Ctrl-W the one before
        Ctrl-K     cut to the end of the line; Ctrl-U all of the cell; Ctrl-Y paste
        Ctrl-X Ctrl-E  the cell in your editor, as edit does with an earlier one
        Ctrl-L     clear the screen
        Ctrl-C     drop the line, or stop what runs: train keeps its weights
        Ctrl-Z     stop the program; fg resumes it
        Ctrl-D     leave (on an empty line)
        What you type while a cell runs is kept for the next. A pasted session loses its prompts and results.
        ~/.editrc can rebind them, vi keys included: bind -v
        """,
      examples: [Example("help keys", shows: "this page", gives: .page("keys"))], related: ["language", "terminal"]),
  ]

  /// What a layer may have besides weights, biases and activation.
  private static let partsTopic = HelpPage(
    .topic, "parts", "what else a layer may have: dropout, batch normalisation, penalties",
    otherNames: [
      "dropout", "batchnorm", "batch-normalisation", "batch-normalization", "penalty", "penalties", "weight-decay",
      "regularisation", "regularization",
    ],
    facts: [
      ("dropout", "a = h(z) ⊙ mask, the mask 0 with probability p, else 1/(1 − p)"),
      ("", "delta = da ⊙ mask ⊙ h′(z); without mask in evaluation"),
      ("batchnorm", "zhat = (z − mu) / √(var + ε), zbn = gamma ⊙ zhat + beta, a = h(zbn)"),
      ("", "evaluation takes running_mean and running_var for mu and var"),
      (
        "penalties",
        "C gets \(PenaltyDefinition.square.formula) + \(PenaltyDefinition.size.formula), dW gets "
          + "\(PenaltyDefinition.square.gradientFormula) + \(PenaltyDefinition.size.gradientFormula)"
      ),
      ("", "biases, gamma and beta are left out"),
    ],
    discussion: """
      network … dropout 0.5 batchnorm gives them to every hidden layer, layer 1 dropout 0.5 to one; layer 1 plain removes \
      them. set l2 0.01 and set l1 0.01 penalise all weights, layer 1 l2 0.01 those of one layer. set mode evaluation is \
      for using the network; evaluate does so by itself. Lessons 22 to 24 derive them.
      """,
    examples: [
      Example(
        "network 2 3 1 dropout 0.5 batchnorm", "seed 1", "init xavier", "input [[1, 2], [3, 1]]", "target [[1], [0]]",
        "backward", "zhat[1]", "mask[1]", "delta[1]", shows: "every part, forward and backward",
        gives: [[-2.25222e-7, 0, 0], [2.25222e-7, 0, 0]])
    ], related: ["layer", "network", "mask", "zhat", "l2", "mode"])
}
