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
  bool pastes;  // the terminal brackets what is pasted
};

#endif
