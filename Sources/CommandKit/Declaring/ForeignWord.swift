/// Words of PyTorch, Keras, NumPy and scikit-learn for arguments and their values, and the shell's own.
///
/// They are refused with the shell's own word: a word that means two things is no help to who reads the line later.
public enum ForeignWord {
  /// The words among `own` that a name of an argument or a setting may mean, the likeliest first.
  public static func meanings(ofName word: String, among own: [String]) -> [String] {
    (names[plain(word)] ?? []).filter(own.contains)
  }

  /// The word among `own` that a value means.
  public static func meaning(ofValue word: String, among own: [String]) -> String? {
    let typed = plain(word)
    if let same = own.first(where: { plain($0) == typed }), same != word { return same }
    for ending in ["", "loss", "error", "initializer", "init", "optimizer"] where typed.hasSuffix(ending) {
      let stem = String(typed.dropLast(ending.count))
      if let found = values[stem]?.first(where: own.contains) { return found }
      if !ending.isEmpty, let same = own.first(where: { plain($0) == stem }) { return same }
    }
    return nil
  }

  /// In lower case, without `_`, `-` and the module before a point: `torch.float32`, `batch_size`.
  private static func plain(_ word: String) -> String {
    let name = word.split(separator: ".").last.map(String.init) ?? word
    return name.lowercased().filter { $0 != "_" && $0 != "-" }
  }

  private static let names: [String: [String]] = table([
    ("rate", "lr eta alpha η α stepsize learningrate learnrate learningrateinit initiallearnrate lr0"),
    ("epochs", "epoch nepochs numepochs maxepochs maxiter iterations iters iter steps niter numiter n"),
    ("batch", "batchsize bs minibatch minibatchsize nbatch"),
    ("validation", "validationsplit validationfraction validationshare valsplit val valfraction holdout valid"),
    ("precision", "dtype type float"),
    ("optimizer", "optim optimiser solver opt"),
    ("beta1", "momentum beta b1 mu"), ("beta2", "rho b2 alpha smoothing"), ("epsilon", "eps ε delta"),
    ("decay", "weightdecay wd lambda l2"),
    ("l2", "weightdecay wd lambda λ reg regularization regularisation ridge kernelregularizer"),
    ("l1", "lasso"),
    ("patience", "earlystopping earlystop niternochange"), ("gain", "mindelta tol tolerance"),
    ("schedule", "scheduler lrscheduler lrschedule decay learnrateschedule"),
    ("factor", "gamma dropfactor decayrate lrdecay"), ("every", "stepsize dropperiod decaysteps"),
    ("end", "etamin minlr lrmin"), ("warmup", "warmupepochs warmupsteps nwarmup"),
    ("clip", "clipnorm gradclip maxnorm maxgradnorm gradientclip gradnorm"), ("clamp", "clipvalue"),
    ("hidden", "activation act activations nonlinearity hiddenactivation"),
    ("activation", "act hidden nonlinearity"), ("output", "outputactivation out finalactivation lastactivation"),
    ("loss", "criterion lossfn lossfunction objective cost costfunction"),
    ("dropout", "dropoutrate droprate drop keepprob"), ("batchnorm", "bn batchnormalization batchnormalisation norm"),
    ("samples", "nsamples numsamples n size count"), ("noise", "sigma std stddev"),
    ("label", "target labels column y"), ("classes", "nclasses numclasses"),
    ("seed", "randomstate randomseed manualseed"), ("digits", "precision printprecision"),
    ("entries", "samples n count size"), ("every", "interval"),
    ("count", "n num limit top max"), ("from", "set on dataset subset split"), ("layer", "l layers"),
    ("label-smoothing", "labelsmoothing smoothing"), ("huber-delta", "delta"), ("width", "linewidth columns"),
  ])

  private static let values: [String: [String]] = table([
    ("kaiming", "he henormal heuniform kaimingnormal kaiminguniform msra"),
    ("xavier", "glorot glorotnormal glorotuniform xaviernormal xavieruniform"),
    ("normal", "gaussian gauss randomnormal randn random"), ("zeros", "zero"), ("constant", "ones fill"),
    ("mean-squared-error", "mse squared squareerror meansquared quadratic"),
    ("half-squared-error", "halfmse sse"),
    ("binary-cross-entropy", "bce logloss log bcewithlogits binarycrossentropywithlogits logistic"),
    ("cross-entropy", "ce categoricalcrossentropy sparsecategoricalcrossentropy nll softmaxcrossentropy xent"),
    ("huber", "smoothl1"), ("log-cosh", "logcosh"), ("hinge", "svm"),
    ("silu", "swish"), ("identity", "linear none id noactivation"), ("sigmoid", "logistic sigm expit"),
    ("relu", "rectifier rectifiedlinear"), ("leaky-relu", "lrelu leakyrelu"), ("tanh", "hyperbolictangent"),
    ("softplus", "softrelu"), ("softmax", "logsoftmax"),
    ("sgd", "gd gradientdescent vanilla"), ("momentum", "sgdm heavyball"), ("nesterov", "nag"),
    ("adamw", "adamwithdecay"),
    ("double", "float64 f64 float fp64 np.float64"), ("single", "float32 f32 fp32"),
    ("unit", "minmax minmaxscaler zeroone 01"), ("standard", "zscore standardscaler standardize standardise"),
    ("training", "train tr"), ("validation", "val valid dev holdout"), ("test", "testing eval"),
    ("batch", "current xy"),
    ("evaluation", "eval inference test"), ("mean", "average avg"), ("sum", "total"),
    ("cosine", "cosineannealing cos"), ("exponential", "exp exponentialdecay"), ("step", "stairs staircase multistep"),
    ("constant", "fixed"), ("numbers", "regression continuous float"), ("labels", "classes classification categorical"),
    ("yes", "true 1"), ("no", "false 0"), ("pytorch", "torch"), ("numpy", "np"),
  ])

  private static func table(_ rows: [(own: String, foreign: String)]) -> [String: [String]] {
    var result: [String: [String]] = [:]
    for (own, foreign) in rows {
      for word in foreign.split(separator: " ") { result[plain(String(word)), default: []].append(own) }
    }
    return result
  }
}
