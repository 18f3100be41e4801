extension Manual {
  /// What the program reads and writes besides its arguments, and how it ends.
  static let environment: [ManualBlock] = [
    .section("ENVIRONMENT"),
    .item("CHAINRULE_DATA", "The folder where data sets are looked for first."),
    .item("CHAINRULE_MIRROR", "Servers for data fetch, separated by blanks."),
    .item("CHAINRULE_LESSONS", "The folder with the lessons."),
    .item("NO_COLOR, CLICOLOR, CLICOLOR_FORCE, FORCE_COLOR", "Whether to use colour, where --color says nothing."),
    .item(
      "ACCESSIBLE", "Anything but 0: nothing is drawn again in its place, and pictures are told in words and numbers."),
    .item("CHAINRULE_PAGER, PAGER", "What shows results that are longer than the screen; less where neither is set."),
    .item("VISUAL, EDITOR", "The editor for cells; vi where neither is set."),
    .item("COLORFGBG", "The colours of the terminal, front;back by number; without it the terminal is asked."),
    .item("TERM, COLORTERM", "What the terminal can do; with TERM=dumb there are no colours and no redraws."),
    .item("LC_ALL, LC_CTYPE, LANG", "The character set; without UTF-8 everything is spelled in ASCII."),
    .item("COLUMNS, LINES", "The size of the screen, where the terminal does not tell."),
    .item("XDG_STATE_HOME, XDG_DATA_HOME", "Where the history and the progress are kept, and data sets."),
    .item("XDG_CONFIG_HOME", "Where the settings are kept."),
    .section("FILES"),
    .item("~/.config/chainrule/settings", "Settings of the display, lines like set width 100, for the shell."),
    .item("~/.local/state/chainrule/history", "The cells that were typed, in libedit's format."),
    .item("~/.local/state/chainrule/sessions", "The cells of shells that run or ended without a goodbye, for recover."),
    .item("~/.local/state/chainrule/progress.txt", "How far you are in each lesson, one line a lesson."),
    .item("~/.local/share/chainrule", "Data sets that data fetch has downloaded."),
    .item("~/.editrc", "Key bindings, see editrc(5)."),
    .section("EXIT STATUS"),
    .item("0", "All cells ran; with check, all outputs are as written."),
    .item("1", "A cell failed, or check found a difference."),
    .item("64", "The arguments of the program are wrong."),
    .section("SEE ALSO"),
    .paragraph("editrc(5), less(1)"),
  ]
}
