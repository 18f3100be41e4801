#define _GNU_SOURCE
#include "LineEditor.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { longest_answer = 64, milliseconds_between_bytes = 200 };

void line_editor_ask_background(LineEditor *editor) { editor->asks = true; }

LineEditorBackground line_editor_background(LineEditor *editor) { return editor->background; }

void background_ask(LineEditor *editor) {
  if (!editor->asks) return;
  editor->asks = false;
  editor->asked = true;
  terminal_modes_write("\033]11;?\033\\");
}

// One part of `rgb:ffff/ffff/ffff`, 0 to 1; `text` then points after it.
static double part_of(const char **text) {
  char *end;
  unsigned long value = strtoul(*text, &end, 16);
  double most = 1;
  for (const char *digit = *text; digit < end; digit++) most *= 16;
  *text = *end == '/' ? end + 1 : end;
  return most > 1 ? (double)value / (most - 1) : 0;
}

static LineEditorBackground background_of(const char *answer) {
  static const char start[] = "11;rgb:";
  if (strncmp(answer, start, strlen(start)) != 0) return LineEditorBackgroundUnknown;
  const char *rest = answer + strlen(start);
  double red = part_of(&rest), green = part_of(&rest), blue = part_of(&rest);
  double brightness = 0.299 * red + 0.587 * green + 0.114 * blue;
  return brightness > 0.5 ? LineEditorBackgroundLight : LineEditorBackgroundDark;
}

// Reads up to BEL or ESC \. A user who presses Alt-] does not have to wait.
unsigned char background_key(EditLine *el, int key) {
  LineEditor *editor = editor_of(el);
  if (!editor->asked) return CC_ERROR;
  char answer[longest_answer];
  size_t count = 0;
  wchar_t character;
  while (count + 1 < sizeof answer && input_follows(editor, milliseconds_between_bytes) &&
         el_wgetc(el, &character) == 1) {
    if (character == L'\a') break;
    if (character == L'\\' && count > 0 && answer[count - 1] == '\033') break;
    if (character == lone_escape) character = '\033';
    answer[count++] = character < 0x80 ? (char)character : '?';
  }
  answer[count] = 0;
  editor->asked = false;
  editor->background = background_of(answer);
  return CC_NORM;
}
