#define _GNU_SOURCE
#include "LineEditor.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { longest_answer = 64, milliseconds_between_bytes = 200 };

void line_editor_ask_background(LineEditor *editor) { editor->asks = true; }

LineEditorBackground line_editor_background(LineEditor *editor) { return editor->background; }

void line_editor_put_question(LineEditor *editor) {
  if (!editor->asks) return;
  editor->asks = false;
  editor->asked = true;
  fputs("\033]11;?\033\\", editor->output);
  fflush(editor->output);
}

// One part of `rgb:ffff/ffff/ffff`, 0 to 1; the text goes on behind it.
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

static bool is_coming(void) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&input, 1, milliseconds_between_bytes) == 1;
}

// Reads up to BEL or ESC \. Who presses Alt-] is not made to wait.
unsigned char line_editor_take_background(EditLine *el, int key) {
  LineEditor *editor = NULL;
  el_get(el, EL_CLIENTDATA, &editor);
  if (!editor || !editor->asked) return CC_ERROR;
  char answer[longest_answer];
  size_t count = 0;
  wchar_t character;
  while (count + 1 < sizeof answer && is_coming() && el_wgetc(el, &character) == 1) {
    if (character == L'\a') break;
    if (character == L'\\' && count > 0 && answer[count - 1] == '\033') break;
    answer[count++] = character < 0x80 ? (char)character : '?';
  }
  answer[count] = 0;
  editor->asked = false;
  editor->background = background_of(answer);
  return CC_NORM;
}
