#ifndef CLINEEDITOR_H
#define CLINEEDITOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A line editor on libedit: what Swift cannot call itself, because libedit's interface is variadic.
//
// libedit reads the keys and keeps the text; it draws nothing. Its own drawing loses combining characters, prompts of
// further lines and all that is taller than the screen: the text is drawn by whoever opens the editor.

typedef struct LineEditor LineEditor;

typedef enum {
  LineEditorActionNone,     // nothing changed
  LineEditorActionRefresh,  // the line changed
  LineEditorActionBeep,
  LineEditorActionRun,      // the line is entered
  LineEditorActionLeave,    // the input ends
  LineEditorActionAgain,    // of a search: it is over, and the key means what it means elsewhere
} LineEditorAction;

typedef enum {
  LineEditorEndAccepted,     // Enter
  LineEditorEndInterrupted,  // Ctrl-C
  LineEditorEndClosed,       // Ctrl-D on an empty line, or the terminal is gone
} LineEditorEnd;

/// The keys that are not libedit's. In `~/.editrc` each is `chainrule-` and its name.
#define LINE_EDITOR_KEYS(KEY)                                                                                  \
  KEY(complete, Complete) KEY(older, Older) KEY(newer, Newer) KEY(older_cell, OlderCell)                       \
  KEY(newer_cell, NewerCell) KEY(enter, Enter) KEY(newline, Newline) KEY(draft, Draft)                         \
  KEY(clear_screen, ClearScreen) KEY(home, Home) KEY(end, End) KEY(left, Left) KEY(right, Right)               \
  KEY(word_left, WordLeft) KEY(word_right, WordRight) KEY(delete_left, DeleteLeft) KEY(delete_right, DeleteRight) \
  KEY(delete_or_leave, DeleteOrLeave) KEY(kill_word_left, KillWordLeft) KEY(kill_word_right, KillWordRight)    \
  KEY(kill_blank_word, KillBlankWord) KEY(kill_line, KillLine) KEY(kill_cell, KillCell) KEY(yank, Yank)        \
  KEY(editor, Editor) KEY(ignore, Ignore)

typedef enum {
#define LINE_EDITOR_KEY(name, Name) LineEditorKey##Name,
  LINE_EDITOR_KEYS(LINE_EDITOR_KEY)
#undef LINE_EDITOR_KEY
} LineEditorKey;

typedef enum {
  LineEditorOccasionTyped,      // nothing else waits to be read
  LineEditorOccasionBeep,
  LineEditorOccasionResized,    // the terminal has another size
  LineEditorOccasionContinued,  // the program was stopped, and the screen is another
} LineEditorOccasion;

/// The text, in Unicode scalars, and the place of the cursor in it.
typedef struct {
  const uint32_t *scalars;
  size_t count;
  size_t cursor;
} LineEditorText;

typedef struct {
  void *context;
  /// Shows the text, before the editor waits for a key.
  void (*draw)(void *context, LineEditorText line, LineEditorOccasion occasion);
  /// The editor waits for a key, and nothing is due.
  void (*idle)(void *context);
  LineEditorAction (*press)(void *context, LineEditorText line, LineEditorKey key);
  /// What was pasted, newlines as they came.
  LineEditorAction (*paste)(void *context, LineEditorText line, LineEditorText pasted);
  /// Begins a search.
  void (*search)(void *context, LineEditorText line);
  /// A character typed in the search; Escape alone is 27, and never the beginning of another key.
  LineEditorAction (*search_key)(void *context, uint32_t character);
} LineEditorHandlers;

/// Takes the character set from the environment, C.UTF-8 where that has none; numbers keep their point.
/// Returns whether the environment itself asks for something else than UTF-8.
bool line_editor_use_locale(void);

/// How many columns a terminal gives a character: 0, 1 or 2; -1 for one that cannot be shown.
int line_editor_width(uint32_t scalar);

/// An editor on standard input for a screen on a descriptor. NULL where libedit cannot start.
/// `plain` asks the terminal for nothing that needs an escape sequence.
LineEditor *line_editor_open(const char *program, int output, bool plain);
void line_editor_close(LineEditor *editor);

void line_editor_set_handlers(LineEditor *editor, LineEditorHandlers handlers);

/// Whether the terminal can neither clear a line nor be trusted with colours.
bool line_editor_is_dumb(LineEditor *editor);

/// Reads `~/.editrc`. A change of the key map there loses no key of ours, and its own bindings come after ours.
void line_editor_read_settings(LineEditor *editor);

typedef enum { LineEditorBackgroundUnknown, LineEditorBackgroundDark, LineEditorBackgroundLight } LineEditorBackground;

/// Has the terminal asked for the colour of its background. Nobody waits for the answer: it is taken out of the input
/// whenever it comes.
void line_editor_ask_background(LineEditor *editor);
/// What it has answered so far.
LineEditorBackground line_editor_background(LineEditor *editor);

/// Reads a line; its text, with a final newline, is valid until the next call.
///
/// Between two lines the terminal neither echoes nor edits: what is typed ahead is there for the next line, a Ctrl-D
/// included. Ctrl-C and Ctrl-Z signal at any time.
LineEditorEnd line_editor_read(LineEditor *editor, LineEditorText *line);

/// Presses the key `draft` at the start of the next line.
void line_editor_expect_draft(LineEditor *editor);

/// Whether more was typed already, or is being pasted by a terminal that does not say so.
bool line_editor_has_input(LineEditor *editor);

/// Takes bytes that were typed before the line is read, and that something else has read.
void line_editor_type(LineEditor *editor, const char *bytes, size_t count);

// For use in keys. What is deleted stands in front of the cursor.
void line_editor_insert(LineEditor *editor, const char *text);
void line_editor_delete(LineEditor *editor, size_t characters);
void line_editor_move(LineEditor *editor, int characters);

// The modes of the terminal.

/// Gives the terminal back as it was found, to another program or for good; returns whether it was ours.
bool terminal_modes_leave(void);
/// Takes it again after `terminal_modes_leave`.
void terminal_modes_return(void);

// Signals.

/// Counts Ctrl-C instead of dying of it. With `second_ends` another one before `signals_clear_interrupts` ends the
/// program, and a program that was started with Ctrl-C ignored goes on ignoring it.
void signals_install(bool second_ends);
int signals_interrupts(void);
void signals_clear_interrupts(void);
/// Dies of Ctrl-C, so that whoever started the program knows.
void signals_die_of_interrupt(void);

/// Whether the terminal changed its size, and whether the program was stopped and goes on, since the last call.
bool signals_take_resized(void);
bool signals_take_continued(void);

#endif
