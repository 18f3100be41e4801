#ifndef LINEEDITOR_H
#define LINEEDITOR_H

#include <histedit.h>
#include <stdio.h>

#include "CLineEditor.h"

struct LineEditor {
  EditLine *el;
  LineEditorHandlers handlers;
  FILE *sink;  // for libedit's drawing
  bool asks;   // ask the terminal for its background before the next line
  bool asked;  // it was asked, and has not answered
  LineEditorBackground background;
  bool pastes;  // the terminal brackets pasted text
  bool beeped;
  bool expects_draft;
  // Bytes that were read and not yet used.
  char input[4096];
  size_t taken, filled;
};

static inline LineEditor *editor_of(EditLine *el) {
  void *editor = NULL;
  el_get(el, EL_CLIENTDATA, &editor);
  return editor;
}

static inline LineEditorText text_of(EditLine *el) {
  const LineInfoW *info = el_wline(el);
  return (LineEditorText){.scalars = (const uint32_t *)info->buffer,
                          .count = (size_t)(info->lastchar - info->buffer),
                          .cursor = (size_t)(info->cursor - info->buffer)};
}

// Each file calls only those after it: CLineEditor, Keys, Background, Input, Signals, Terminal.

/// Escape alone, in vi's keys.
enum { lone_escape = 0x80 };

/// libedit's way to read a character.
int input_character(EditLine *el, wchar_t *character);
/// Whether a byte can be read within a time.
bool input_follows(LineEditor *editor, int milliseconds);
/// Drops the input that was typed ahead.
void input_clear(LineEditor *editor);

void keys_add(EditLine *el);
/// In the current key map, emacs or vi.
void keys_bind(EditLine *el);

/// Asks the terminal for its background, if the editor wants to know it.
void background_ask(LineEditor *editor);
/// The key that starts the terminal's answer: reads the rest.
unsigned char background_key(EditLine *el, int key);

/// Remembers the modes of the terminal, which are restored at any end of the program.
void terminal_modes_begin(int output);
/// The mode between two lines: no echo, no line editing by the terminal, Ctrl-C signals.
void terminal_modes_listen(EditLine *el);
void terminal_modes_bracket_pastes(bool on);
void terminal_modes_write(const char *text);

#endif
