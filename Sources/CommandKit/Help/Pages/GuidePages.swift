extension Help {
  /// How things are done that take more than one command.
  public static let guides: [HelpPage] = [
    HelpPage(
      .topic, "cells", "several on a line, repetitions, going back, running cells again",
      discussion: """
        a; b are two cells, the first error stops the others, and a; at the end hides a result. repeat 10 update, for l in \
        1..L: norm(W[l]) and if x > 1: y = 1; else: y = 2 run the cells after them as one cell with one undo. time CELL \
        says how long one takes.

        undo and redo say what changes with them: weights, data, batch, variables, settings, random stream. diff, diff 3 \
        and diff 3 7 compare the session at two cells, restore 3 returns to one, and snapshot NAME keeps one under a name. delete NAME removes what is yours, reset everything.

        history marks with * the cells that are stale: something they used has changed since. rerun stale, rerun 3..7 \
        and rerun 3 5 9 run cells again, as new ones.
        """,
      examples: [
        Example(
          "x = 2", "snapshot before", "x = 5", "diff before", "undo", "x", shows: "what changed, and x is 2 again",
          gives: 2),
        Example("x = 1; repeat 3: x += 1; x^2", shows: "two cells; x is 4 after the repetition", gives: 16),
      ],
      related: [
        "repeat", "for", "if", "time", "undo", "diff", "restore", "snapshot", "history", "rerun", "delete", "reset",
      ]),
    HelpPage(
      .topic, "regression", "targets that are numbers, and autoencoders",
      discussion: """
        data sine and data lines are regressions. data FILE label price targets numbers reads one from a table, label \
        x,y one with two outputs; header no reads the first line as a sample, and normalize scales the inputs. The \
        network then has an identity output and the loss mean-squared-error, evaluate gives RMSE and R², and fit draws \
        the function.

        An autoencoder learns its own inputs: targets inputs. reconstructions, code and decode show what it has learned.
        """,
      examples: [
        Example(
          "data sine", "network 1 16 16 1 hidden tanh", "seed 0", "init xavier", "rates",
          "train epochs 60 batch 16 rate 0.1;", "train epochs 60 batch 16 rate 0.2;", "plot loss runs 1 2", "fit",
          shows: "a learning rate, two runs compared, and the fitted curve",
          gives: .chart(["training": 300, "network": 241])),
        Example(
          "data digits", "targets inputs", "network 64 32 2 32 64 hidden tanh", "seed 0", "init xavier",
          "train epochs 20 batch 16 rate 2;", "reconstructions worst 4", "code", "decode [[0.5, -0.5]]",
          shows: "digits through two numbers, and back", gives: .images(["0.5, -0.5"])),
      ], related: ["data", "targets", "fit", "evaluate", "plot"]),
    HelpPage(
      .topic, "datasets", "data sets: bundled, drawn, downloaded",
      discussion: """
        data lists them and the folders in which it looked for their files. data fetch mnist, or fashion-mnist, downloads one into \
        ~/.local/share/chainrule: from the servers in $CHAINRULE_MIRROR (addresses of folders that hold a folder mnist, \
        separated by spaces), then from public ones, or from the one given by from URL. A file is accepted only if its \
        checksum is right, and an interrupted download is resumed.

        The bundled digits are the test part of Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, UCI \
        Machine Learning Repository, 1998, CC BY 4.0.
        """,
      lists: [.dataset],
      examples: [
        Example(
          "data digits", "sample 0 1 2", "network 64 32 10", "seed 0", "init kaiming",
          "train epochs 60 batch 32 rate 0.5 validation 0.2;", "evaluate", shows: "a network that reads digits",
          gives: .column("accuracy", [0.9923505, 0.969359]))
      ], related: ["data", "sample", "split", "normalize"]),
    HelpPage(
      .topic, "files", "sessions, models, pages and pictures in files",
      discussion: """
        save session.md writes the session as a transcript, with the output of each cell; save alone writes to the same \
        file again. open session.md, or chainrule open session.md, runs it and continues after its last cell, with its \
        numbers, undo and prose; chainrule run runs it, chainrule check compares. Times are … in it, and a train that \
        Ctrl-C stopped stops at the same batch again.

        export session.html (or .ipynb, .md) writes a page, export session.svg a picture of the shell. save W[1] to \
        w.npy writes a matrix, save plot to curve.png (or .svg) a picture, save model.safetensors the network.

        Sessions, pages and transcripts of lessons do not overwrite a file, unless the session wrote it itself or replace \
        follows the name. Models, matrices, programs and pictures do.

        Each cell that has finished is on disk before the prompt returns, in $XDG_STATE_HOME/chainrule/sessions \
        (~/.local/state). After a crash the next shell says so, and recover brings the session back.
        """,
      examples: [Example("help save", shows: "every kind of file that save writes", gives: .page("save"))],
      related: ["save", "open", "export", "load", "recover", "pytorch"]),
    HelpPage(
      .topic, "pytorch", "to and from PyTorch, Keras, JAX, NumPy and ONNX",
      discussion: """
          save model.safetensors        weights, activations, loss; load restores them
          load weights from theirs.npz  of PyTorch, Keras, JAX or NumPy
          export numpy to net.py        the network by hand: forward, loss, backward
          export pytorch to net.py      as nn.Sequential, with autograd's gradients
          export onnx to net.onnx       for ONNX engines

        load restores a saved network to the last bit, and load weights reads safetensors, .npz and .npy.

        The names in the file are PyTorch's: model.load_state_dict(safetensors.torch.load_file("model.safetensors")) fits \
        the nn.Sequential of the exported program. When they run, the programs compare their outputs and gradients with \
        those of the session, including its dropout masks and batch statistics.
        """,
      examples: [Example("help export", shows: "what the programs contain", gives: .page("export"))],
      related: ["save", "load", "export"]),
    HelpPage(
      .topic, "terminal", "with and without a terminal: pictures, colours, the pager, pipes and scripts",
      otherNames: ["scripts", "pipes"],
      discussion: """
        plot, weights, confusion, boundary and graph draw with characters on any terminal. set graphics auto asks the \
        terminal whether it takes pixels (kitty's, iTerm2's or sixels) and shows pictures as such.

        Settings of the display (width, display, numbers, graphics, background, pager) can be lines in \
        ~/.config/chainrule/settings. Results longer than the screen are shown page by page (Enter shows more, q ends), or by \
        the program $CHAINRULE_PAGER or $PAGER. \
        NO_COLOR is respected. ACCESSIBLE=1 prints lines instead of redrawing, and words and numbers instead of pictures.

          echo "1/3" | chainrule                     plain text, exit status 1 on error
          chainrule run FILE                         a script, or the cells of a lesson
          chainrule -c 'network 2 3 1' -c 'summary'
          chainrule FILE.md                          the shell, with a saved session
          chainrule --format json < FILE             one JSON object a cell, all digits
          chainrule check Lessons                    replays lessons and compares
          chainrule lesson 1 < answers.txt           plays a lesson, an answer a line
          chainrule manual > chainrule.1             the manual, for man -l
          chainrule export Lessons -o site/          lessons as web pages
          chainrule export FILE --to svg -o OUT.svg  a picture of the shell
        """,
      examples: [
        Example(
          "set display shape", "[[1, 2], [3, 4]]", shows: "a matrix by shape, range and mean",
          gives: [[1, 2], [3, 4]])
      ],
      related: ["keys", "settings", "files"]),
  ]
}
