#ifndef CLINEEDITOR_H
#define CLINEEDITOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A line editor on libedit, whose variadic interface Swift cannot call.
//
// libedit reads the keys and keeps the text; it draws nothing. Its own drawing loses combining characters, the prompts of
// continuation lines and text taller than the screen, so the caller draws.

typedef struct LineEditor LineEditor;

typedef enum {
  LineEditorActionNone,     // nothing changed
  LineEditorActionRefresh,  // the line changed
  LineEditorActionBeep,
  LineEditorActionRun,      // the line is entered
  LineEditorActionLeave,    // the input ends
  LineEditorActionAgain,    // of a search: it is over, and the key has its usual meaning
} LineEditorAction;

typedef enum {
  LineEditorEndAccepted,     // Enter
  LineEditorEndInterrupted,  // Ctrl-C
  LineEditorEndClosed,       // Ctrl-D on an empty line, or the terminal is gone
} LineEditorEnd;

/// The keys that are not libedit's. In `~/.editrc` each is called `chainrule-` and its name.
#define LINE_EDITOR_KEYS(KEY)                                                                                  \
  KEY(complete, Complete) KEY(older, Older) KEY(newer, Newer) KEY(older_cell, OlderCell)                       \
  KEY(newer_cell, NewerCell) KEY(enter, Enter) KEY(newline, Newline) KEY(draft, Draft)                         \
  KEY(clear_screen, ClearScreen) KEY(home, Home) KEY(end, End) KEY(left, Left) KEY(right, Right)               \
  KEY(word_left, WordLeft) KEY(word_right, WordRight) KEY(delete_left, DeleteLeft) KEY(delete_right, DeleteRight) \
  KEY(delete_or_leave, DeleteOrLeave) KEY(kill_word_left, KillWordLeft) KEY(kill_word_right, KillWordRight)    \
  KEY(kill_blank_word, KillBlankWord) KEY(kill_line, KillLine) KEY(kill_cell, KillCell) KEY(yank, Yank)        \
  KEY(undo, Undo) KEY(editor, Editor) KEY(ignore, Ignore)

typedef enum {
#define LINE_EDITOR_KEY(name, Name) LineEditorKey##Name,
  LINE_EDITOR_KEYS(LINE_EDITOR_KEY)
#undef LINE_EDITOR_KEY
} LineEditorKey;

typedef enum {
  LineEditorOccasionTyped,      // no more input is waiting
  LineEditorOccasionBeep,
  LineEditorOccasionResized,    // the terminal has another size
  LineEditorOccasionContinued,  // the program was stopped, and the screen has changed
} LineEditorOccasion;

/// The text, in Unicode scalars, and the position of the cursor.
typedef struct {
  const uint32_t *scalars;
  size_t count;
  size_t cursor;
} LineEditorText;

typedef struct {
  void *context;
  /// Shows the text before the editor waits for a key.
  void (*draw)(void *context, LineEditorText line, LineEditorOccasion occasion);
  /// The editor waits for a key, and the text is drawn.
  void (*idle)(void *context);
  LineEditorAction (*press)(void *context, LineEditorText line, LineEditorKey key);
  /// Inserts pasted text, with its newlines unchanged.
  LineEditorAction (*paste)(void *context, LineEditorText line, LineEditorText pasted);
  /// Starts a search.
  void (*search)(void *context, LineEditorText line);
  /// A character typed in the search; 27 is Escape alone, never the start of another key.
  LineEditorAction (*search_key)(void *context, uint32_t character);
} LineEditorHandlers;

/// Takes the character set from the environment, C.UTF-8 if that has none; numbers keep their point.
/// Returns whether the character set of the environment is not UTF-8.
bool line_editor_use_locale(void);

/// The columns of a character on a terminal: 0, 1 or 2; -1 if it cannot be shown.
int line_editor_width(uint32_t scalar);

/// An editor on standard input for a screen on a descriptor. NULL if libedit cannot start.
/// `plain` uses no escape sequences.
LineEditor *line_editor_open(const char *program, int output, bool plain);
void line_editor_close(LineEditor *editor);

void line_editor_set_handlers(LineEditor *editor, LineEditorHandlers handlers);

/// Whether the terminal cannot clear a line; then it is not sent colours either.
bool line_editor_is_dumb(LineEditor *editor);

/// Reads `~/.editrc`. Our keys survive a change of the key map there; its bindings override ours.
void line_editor_read_settings(LineEditor *editor);

typedef enum { LineEditorBackgroundUnknown, LineEditorBackgroundDark, LineEditorBackgroundLight } LineEditorBackground;

/// Makes the editor ask the terminal for the colour of its background. It does not wait for the answer, which is taken
/// out of the input when it arrives.
void line_editor_ask_background(LineEditor *editor);
/// The terminal's answer so far.
LineEditorBackground line_editor_background(LineEditor *editor);

/// Reads a line; its text, with a final newline, is valid until the next call.
///
/// Between two lines the terminal neither echoes nor edits: input that is typed ahead, including Ctrl-D, is kept for the
/// next line. Ctrl-C and Ctrl-Z send signals at any time.
LineEditorEnd line_editor_read(LineEditor *editor, LineEditorText *line);

/// Presses the key `draft` at the start of the next line.
void line_editor_expect_draft(LineEditor *editor);

/// Whether more input is waiting, such as text pasted by a terminal that does not bracket it.
bool line_editor_has_input(LineEditor *editor);

/// Adds bytes that were typed before the line is read, and that something else has read.
void line_editor_type(LineEditor *editor, const char *bytes, size_t count);

// For use in keys. Deletes before the cursor.
void line_editor_insert(LineEditor *editor, const char *text);
void line_editor_delete(LineEditor *editor, size_t characters);
void line_editor_move(LineEditor *editor, int characters);

// The modes of the terminal.

/// Restores the original modes of the terminal, for another program or at the end; returns whether ours were set.
bool terminal_modes_leave(void);
/// Sets our modes again after `terminal_modes_leave`.
void terminal_modes_return(void);

// Signals.

/// Counts Ctrl-C instead of ending the program. With `second_ends` a second one before `signals_clear_interrupts` ends
/// it, and a program that was started with Ctrl-C ignored still ignores it.
void signals_install(bool second_ends);
int signals_interrupts(void);
void signals_clear_interrupts(void);
/// Ends the program by SIGINT, so that its parent knows.
void signals_die_of_interrupt(void);

/// Whether the terminal changed its size, and whether the program was stopped and resumed, since the last call.
bool signals_take_resized(void);
bool signals_take_continued(void);

#endif
