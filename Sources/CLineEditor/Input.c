#define _GNU_SOURCE
#include "LineEditor.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

enum { escape = 27 };

static bool can_read(int milliseconds) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&input, 1, milliseconds) > 0;
}

bool input_follows(LineEditor *editor, int milliseconds) {
  return editor->taken < editor->filled || can_read(milliseconds);
}

bool line_editor_has_input(LineEditor *editor) { return input_follows(editor, 0); }

void input_clear(LineEditor *editor) { editor->taken = editor->filled = 0; }

void line_editor_type(LineEditor *editor, const char *bytes, size_t count) {
  editor->filled -= editor->taken;
  memmove(editor->input, editor->input + editor->taken, editor->filled);
  editor->taken = 0;
  if (count > sizeof editor->input - editor->filled) count = sizeof editor->input - editor->filled;
  memcpy(editor->input + editor->filled, bytes, count);
  editor->filled += count;
}

static void draw(EditLine *el, LineEditorOccasion occasion) {
  LineEditor *editor = editor_of(el);
  if (editor->handlers.draw) editor->handlers.draw(editor->handlers.context, text_of(el), occasion);
}

// Draws the text, unless more input is about to change it.
static void draw_pending(EditLine *el, bool *drawn) {
  LineEditor *editor = editor_of(el);
  if (signals_take_continued()) {
    el_set(el, EL_PREP_TERM, 0);
    el_set(el, EL_PREP_TERM, 1);
    draw(el, LineEditorOccasionContinued);
  } else if (signals_take_resized()) {
    draw(el, LineEditorOccasionResized);
  } else if (!*drawn) {
    draw(el, editor->beeped ? LineEditorOccasionBeep : LineEditorOccasionTyped);
    editor->beeped = false;
  }
  *drawn = true;
  if (editor->handlers.idle) editor->handlers.idle(editor->handlers.context);
}

// Waits for input; -1 for Ctrl-C. Signals are unblocked only while it waits, so none is missed.
static ssize_t fill(EditLine *el) {
  LineEditor *editor = editor_of(el);
  sigset_t held, before;
  sigemptyset(&held);
  sigaddset(&held, SIGINT);
  sigaddset(&held, SIGWINCH);
  sigaddset(&held, SIGCONT);
  sigaddset(&held, SIGTSTP);
  sigprocmask(SIG_BLOCK, &held, &before);
  ssize_t result = -1;
  bool drawn = can_read(0);
  while (signals_interrupts() == 0) {
    draw_pending(el, &drawn);
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    if (ppoll(&input, 1, NULL, &before) < 0) {
      if (errno == EINTR) continue;
      break;
    }
    result = read(STDIN_FILENO, editor->input, sizeof editor->input);
    if (result >= 0 || (errno != EINTR && errno != EAGAIN)) break;
  }
  sigprocmask(SIG_SETMASK, &before, NULL);
  editor->taken = 0;
  editor->filled = result > 0 ? (size_t)result : 0;
  return result;
}

static ssize_t read_byte(EditLine *el, char *byte) {
  LineEditor *editor = editor_of(el);
  if (signals_interrupts() > 0) return -1;
  if (editor->taken == editor->filled) {
    ssize_t result = fill(el);
    if (result <= 0) return result;
  }
  *byte = editor->input[editor->taken++];
  return 1;
}

static bool is_vi(EditLine *el) {
  const char *mode = NULL;
  return el_get(el, EL_EDITOR, &mode) == 0 && mode && strcmp(mode, "vi") == 0;
}

// In vi's keys Escape is a key, and also the start of the arrow keys, which send the rest at once.
static wchar_t read_escape(EditLine *el) {
  LineEditor *editor = editor_of(el);
  if (!is_vi(el)) return escape;
  char next;
  if (!input_follows(editor, 30) || read_byte(el, &next) != 1) return lone_escape;
  editor->taken--;
  bool starts_key = next == '[' || next == 'O' || (next == ']' && editor->asked);
  return starts_key ? escape : lone_escape;
}

// One character. Invalid bytes are dropped, and so is the second set of control characters.
int input_character(EditLine *el, wchar_t *character) {
  char bytes[MB_LEN_MAX];
  size_t count = 0;
  for (;;) {
    ssize_t read = read_byte(el, bytes + count);
    if (read <= 0) return (int)read;
    count++;
    for (;;) {
      mbstate_t state = {0};
      size_t length = mbrtowc(character, bytes, count, &state);
      if (length == (size_t)-2) break;
      if (length != (size_t)-1) {
        count = 0;
        if (*character >= 0x80 && *character < 0xA0) break;
        if (*character == escape) *character = read_escape(el);
        return 1;
      }
      if (count == 1) {
        count = 0;
        break;
      }
      // The last byte may start the next character.
      bytes[0] = bytes[count - 1];
      count = 1;
    }
    if (count == sizeof bytes) count = 0;
  }
}
