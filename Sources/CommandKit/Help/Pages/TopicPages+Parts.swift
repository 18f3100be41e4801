import SessionCore

extension Help {
  /// The parts that a layer may have besides weights, biases and activation.
  static let partsTopic: HelpPage = {
    var page = HelpPage(.topic, "parts", "what a layer may have besides: dropout, batch normalisation, penalties")
    page.otherNames = [
      "dropout", "batchnorm", "batch-normalisation", "batch-normalization", "penalty", "penalties", "weight-decay",
      "regularisation", "regularization",
    ]
    page.facts = [
      .init("dropout", "a = h(z) ⊙ mask, the mask 0 with probability p, else 1/(1 − p)"),
      .init("", "delta = da ⊙ mask ⊙ h′(z); in evaluation there is no mask"),
      .init("batchnorm", "zhat = (z − mu) / √(var + ε), zbn = gamma ⊙ zhat + beta, a = h(zbn)"),
      .init("", "evaluation takes running_mean and running_var for mu and var"),
      .init("penalties", "C gets ½ λ Σ W² + λ₁ Σ |W|, dW gets λ W + λ₁ sign W"),
      .init("", "biases, gamma and beta are left out"),
    ]
    page.discussion = """
      network … dropout 0.5 batchnorm gives them to every hidden layer, layer 1 dropout 0.5 to one; layer 1 plain takes \
      them away. set l2 0.01 and set l1 0.01 put a price on all weights, layer 1 l2 0.01 on those of one layer. set mode \
      evaluation is for the network in use; evaluate takes it by itself. Lessons 22 to 24 derive them.
      """
    page.examples = [
      Example(
        "network 2 3 1 dropout 0.5 batchnorm", "seed 1", "init xavier", "input [[1, 2], [3, 1]]", "target [[1], [0]]",
        "backward", "zhat[1]", "mask[1]", "delta[1]", shows: "every part, forward and backward")
    ]
    page.related = ["layer", "network", "mask", "zhat", "l2", "mode"]
    return page
  }()
}
