#ifndef LINEEDITOR_H
#define LINEEDITOR_H

#include <histedit.h>
#include <stdio.h>

#include "CLineEditor.h"

struct LineEditor {
  EditLine *el;
  History *history;
  FILE *output;
  LineEditorKeys keys;
  char *prompt;
  char *line;
  bool asks;  // the terminal shall be asked for its background before the next line
  bool asked;  // it was, and has not answered
  LineEditorBackground background;
  bool pastes;  // the terminal brackets what is pasted
};

/// What the terminal answers to the question for its background, where it comes from the keyboard.
unsigned char line_editor_take_background(EditLine *el, int key);
/// Asks, where that shall be done.
void line_editor_put_question(LineEditor *editor);

#endif
