#ifndef CLINEEDITOR_H
#define CLINEEDITOR_H

#include <stdbool.h>
#include <stddef.h>

// A line editor on libedit: what Swift cannot call itself, because libedit's interface is variadic.

typedef struct LineEditor LineEditor;

typedef enum {
  LineEditorActionNone,     // nothing changed
  LineEditorActionRefresh,  // the line changed
  LineEditorActionRedraw,   // something was printed below the line
  LineEditorActionBeep,
} LineEditorAction;

typedef enum {
  LineEditorEndAccepted,     // Enter
  LineEditorEndInterrupted,  // Ctrl-C
  LineEditorEndClosed,       // Ctrl-D on an empty line, or the terminal is gone
} LineEditorEnd;

/// What a key does. `line` is the whole text, `cursor` an offset in bytes.
typedef LineEditorAction (*LineEditorKey)(void *context, const char *line, size_t cursor);

typedef struct {
  void *context;
  LineEditorKey complete;
  LineEditorKey older;
  LineEditorKey newer;
} LineEditorKeys;

/// Takes the character set from the environment, C.UTF-8 where that has none; numbers keep their point.
/// Returns whether the environment itself asks for something else than UTF-8.
bool line_editor_use_locale(void);

/// An editor on standard input that draws on a descriptor. NULL where libedit cannot start.
/// `plain` draws without escape sequences, at the cost of longer redraws.
LineEditor *line_editor_open(const char *program, int output, bool plain);
void line_editor_close(LineEditor *editor);

void line_editor_set_keys(LineEditor *editor, LineEditorKeys keys);

/// Whether the terminal can neither clear a line nor be trusted with colours.
bool line_editor_is_dumb(LineEditor *editor);

/// Reads `~/.editrc`, then binds the keys again that a change of the key map has lost.
void line_editor_read_settings(LineEditor *editor);

typedef enum { LineEditorBackgroundUnknown, LineEditorBackgroundDark, LineEditorBackgroundLight } LineEditorBackground;

/// Has the terminal asked for the colour of its background. Nobody waits for the answer: it is taken out of the input
/// whenever it comes.
void line_editor_ask_background(LineEditor *editor);
/// What it has answered so far.
LineEditorBackground line_editor_background(LineEditor *editor);

/// Escapes in the prompt stand between bytes 1; its last character is a plain space.
void line_editor_set_prompt(LineEditor *editor, const char *prompt);

/// Reads a line; its text without the final newline is valid until the next call.
const char *line_editor_read(LineEditor *editor, LineEditorEnd *end);

/// Puts text, which may have several lines, into the next line, as if it was pasted.
void line_editor_push(LineEditor *editor, const char *text);

// For use in keys.
void line_editor_insert(LineEditor *editor, const char *text);
void line_editor_delete(LineEditor *editor, size_t characters);
void line_editor_move(LineEditor *editor, int characters);
void line_editor_replace(LineEditor *editor, const char *text);

// History, in libedit's own file format.
void line_editor_history_resize(LineEditor *editor, int entries);
/// Of a large file only the first line and the end are read, so that a long history does not delay the prompt.
bool line_editor_history_load(LineEditor *editor, const char *path);
void line_editor_history_add(LineEditor *editor, const char *entry);
/// Calls `visit` with each entry, from the oldest.
void line_editor_history_each(LineEditor *editor, void *context, void (*visit)(void *context, const char *entry));
/// Writes all entries to a new file.
bool line_editor_history_save(LineEditor *editor, const char *path);
/// Adds one entry to the end of a file.
bool line_editor_history_append(const char *path, const char *entry);

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
