/// A new lesson for the author to fill in. It passes the check.
public enum LessonTemplate {
  /// A file name from `my first lesson`: lower case, digits and hyphens.
  public static func fileName(_ name: String) -> String? {
    let base = name.hasSuffix(".md") ? name.dropLast(3) : name[...]
    let words = base.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    return words.isEmpty ? nil : words.joined(separator: "-") + ".md"
  }

  public static func text(title: String) -> String {
    """
    ---
    title: \(title)
    ---

    # \(title)

    What the reader learns here, in two sentences. Formulas are written between dollar signs: $z = w x + b$.

    ## The network

    One neuron with two inputs. Lines that start with `> ` are typed; the lines below them are the output.

    ```chainrule
    > network 2 1 output sigmoid
    network 2-1, sigmoid, half-squared-error (mean): 3 parameters, all 0: init
    kaiming draws them
    > W[1] = [[.5, -.25]]
    > b[1] = [.1]
    > input [[1, 2]]
    > forward
    a[1] = 1×1  0.524979
    ```

    ## Exercises

    ```exercise
    question: What is the pre-activation $z^{(1)}$? Write it with X, W and b.
    answer: X @ W[1].T + b[1]
    hint: A weighted sum of the inputs, plus a bias.
    mistake: X @ W[1].T -> The bias is left out.
    ```

    """
  }
}
