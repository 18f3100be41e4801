#define _GNU_SOURCE
#include "LineEditor.h"

#include <errno.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

static const char paste_start[] = "\033[200~";
static const wchar_t paste_end[] = L"\033[201~";

bool line_editor_use_locale(void) {
  const char *name = setlocale(LC_CTYPE, "");
  if (name && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return false;
  const char *asked = getenv("LC_ALL");
  if (!asked || !*asked) asked = getenv("LC_CTYPE");
  if (!asked || !*asked) asked = getenv("LANG");
  setlocale(LC_CTYPE, "C.UTF-8");
  // A locale that is not installed says nothing about the terminal.
  return name && asked && *asked;
}

static LineEditor *editor_of(EditLine *el) {
  void *editor = NULL;
  el_get(el, EL_CLIENTDATA, &editor);
  return editor;
}

static char *prompt_of(EditLine *el) { return editor_of(el)->prompt; }

// Waits for a byte; -1 for Ctrl-C. The signals are let in only while it waits, so that none is missed.
static ssize_t read_byte(EditLine *el, char *byte) {
  sigset_t held, before;
  sigemptyset(&held);
  sigaddset(&held, SIGINT);
  sigaddset(&held, SIGWINCH);
  sigaddset(&held, SIGCONT);
  sigprocmask(SIG_BLOCK, &held, &before);
  ssize_t result = -1;
  while (signals_interrupts() == 0) {
    if (signals_take_resized()) {
      el_resize(el);
      el_set(el, EL_REFRESH);
    }
    if (signals_take_continued()) {
      el_set(el, EL_PREP_TERM, 0);
      el_set(el, EL_PREP_TERM, 1);
      el_set(el, EL_REFRESH);
    }
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    if (ppoll(&input, 1, NULL, &before) < 0) {
      if (errno == EINTR) continue;
      break;
    }
    result = read(STDIN_FILENO, byte, 1);
    if (result >= 0 || (errno != EINTR && errno != EAGAIN)) break;
  }
  sigprocmask(SIG_SETMASK, &before, NULL);
  return result;
}

// One character; bytes that are none are dropped.
static int read_character(EditLine *el, wchar_t *character) {
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
      if (length != (size_t)-1) return 1;
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

static unsigned char perform(EditLine *el, LineEditorKey key) {
  LineEditor *editor = editor_of(el);
  if (!key) return CC_ERROR;
  const LineInfo *info = el_line(el);
  size_t length = (size_t)(info->lastchar - info->buffer);
  char *line = strndup(info->buffer, length);
  if (!line) return CC_ERROR;
  LineEditorAction action = key(editor->keys.context, line, (size_t)(info->cursor - info->buffer));
  free(line);
  switch (action) {
    case LineEditorActionRefresh: return CC_REFRESH;
    case LineEditorActionRedraw: return CC_REDISPLAY;
    case LineEditorActionBeep: return CC_ERROR;
    default: return CC_NORM;
  }
}

static unsigned char complete_key(EditLine *el, int key) { return perform(el, editor_of(el)->keys.complete); }
static unsigned char older_key(EditLine *el, int key) { return perform(el, editor_of(el)->keys.older); }
static unsigned char newer_key(EditLine *el, int key) { return perform(el, editor_of(el)->keys.newer); }

// Inserts everything up to the end of the paste: a pasted newline or Tab is text, not a key.
static unsigned char paste_key(EditLine *el, int key) {
  size_t count = 0, room = 1024, ending = wcslen(paste_end);
  wchar_t *text = malloc(room * sizeof *text);
  wchar_t character;
  while (text && el_wgetc(el, &character) == 1) {
    if (count + 2 > room) {
      room *= 2;
      wchar_t *larger = realloc(text, room * sizeof *text);
      if (!larger) break;
      text = larger;
    }
    text[count++] = character == L'\r' ? L'\n' : character;
    if (count < ending || wmemcmp(text + count - ending, paste_end, ending) != 0) continue;
    count -= ending;
    while (count > 0 && text[count - 1] == L'\n') count--;
    text[count] = 0;
    el_winsertstr(el, text);
    free(text);
    return CC_REFRESH;
  }
  free(text);
  return CC_ERROR;
}

static void bind_keys(EditLine *el) {
  el_set(el, EL_BIND, "^I", "chainrule-complete", NULL);
  el_set(el, EL_BIND, "\033[A", "chainrule-older", NULL);
  el_set(el, EL_BIND, "\033OA", "chainrule-older", NULL);
  el_set(el, EL_BIND, "\033[B", "chainrule-newer", NULL);
  el_set(el, EL_BIND, "\033OB", "chainrule-newer", NULL);
  el_set(el, EL_BIND, paste_start, "chainrule-paste", NULL);
  el_set(el, EL_BIND, "\033]", "chainrule-background", NULL);
}

static void bind_emacs_keys(EditLine *el) {
  el_set(el, EL_BIND, "^P", "chainrule-older", NULL);
  el_set(el, EL_BIND, "^N", "chainrule-newer", NULL);
  el_set(el, EL_BIND, "^R", "em-inc-search-prev", NULL);
  el_set(el, EL_BIND, "\033[1;5C", "em-next-word", NULL);
  el_set(el, EL_BIND, "\033[1;5D", "ed-prev-word", NULL);
  el_set(el, EL_BIND, "\033[3~", "ed-delete-next-char", NULL);
  el_set(el, EL_BIND, "\033[H", "ed-move-to-beg", NULL);
  el_set(el, EL_BIND, "\033[F", "ed-move-to-end", NULL);
}

// Without these the editor moves and clears with backspaces, blanks and the text itself.
static void forget_escapes(EditLine *el) {
  static const char *const names[] = {"al", "bl", "ce", "cd", "ch", "cl", "dc", "dl", "dm", "DC", "ed", "ei", "ic", "IC",
                                      "im", "ip", "LE", "RI", "nd"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) el_set(el, EL_SETTC, names[i], "", NULL);
}

static void add_functions(EditLine *el) {
  el_set(el, EL_ADDFN, "chainrule-complete", "complete the word", complete_key);
  el_set(el, EL_ADDFN, "chainrule-older", "the older cell that starts like the line", older_key);
  el_set(el, EL_ADDFN, "chainrule-newer", "the newer cell that starts like the line", newer_key);
  el_set(el, EL_ADDFN, "chainrule-paste", "insert what is pasted", paste_key);
  el_set(el, EL_ADDFN, "chainrule-background", "take what the terminal answers", line_editor_take_background);
}

LineEditor *line_editor_open(const char *program, int output, bool plain) {
  LineEditor *editor = calloc(1, sizeof *editor);
  if (!editor) return NULL;
  const char *term = getenv("TERM");
  editor->prompt = strdup("");
  editor->output = output == STDERR_FILENO ? stderr : stdout;
  editor->el = el_init(program, stdin, editor->output, stderr);
  editor->history = history_init();
  if (!editor->el || !editor->history || !editor->prompt) {
    line_editor_close(editor);
    return NULL;
  }
  EditLine *el = editor->el;
  HistEvent event;
  history(editor->history, &event, H_SETUNIQUE, 1);
  el_set(el, EL_CLIENTDATA, editor);
  if (!term || !*term) el_set(el, EL_TERMINAL, "dumb");
  el_set(el, EL_EDITOR, "emacs");
  el_set(el, EL_SIGNAL, 0);
  el_set(el, EL_GETCFN, read_character);
  el_set(el, EL_PROMPT_ESC, prompt_of, '\1');
  el_set(el, EL_HIST, history, editor->history);
  add_functions(el);
  bind_keys(el);
  bind_emacs_keys(el);
  editor->pastes = !plain && !line_editor_is_dumb(editor);
  if (plain) forget_escapes(el);
  return editor;
}

void line_editor_close(LineEditor *editor) {
  if (editor->el) el_end(editor->el);
  if (editor->history) history_end(editor->history);
  free(editor->prompt);
  free(editor->line);
  free(editor);
}

void line_editor_set_keys(LineEditor *editor, LineEditorKeys keys) { editor->keys = keys; }

bool line_editor_is_dumb(LineEditor *editor) {
  char name[] = "ce";
  char *value = NULL;
  return el_get(editor->el, EL_GETTC, name, &value, NULL) != 0 || !value || !*value;
}

void line_editor_read_settings(LineEditor *editor) {
  el_source(editor->el, NULL);
  const char *mode = NULL;
  if (el_get(editor->el, EL_EDITOR, &mode) == 0 && mode && strcmp(mode, "vi") == 0) bind_keys(editor->el);
}

void line_editor_set_prompt(LineEditor *editor, const char *prompt) {
  char *copy = strdup(prompt);
  if (!copy) return;
  free(editor->prompt);
  editor->prompt = copy;
}

static void bracket_pastes(LineEditor *editor, bool on) {
  if (!editor->pastes) return;
  fputs(on ? "\033[?2004h" : "\033[?2004l", editor->output);
  fflush(editor->output);
}

const char *line_editor_read(LineEditor *editor, LineEditorEnd *end) {
  int count = 0;
  signals_clear_interrupts();
  // libedit itself shows the prompt first: a Ctrl-D typed at once would be taken by the terminal and lost.
  el_set(editor->el, EL_PREP_TERM, 1);
  line_editor_put_question(editor);
  bracket_pastes(editor, true);
  const char *line = el_gets(editor->el, &count);
  bracket_pastes(editor, false);
  free(editor->line);
  editor->line = NULL;
  // libedit returns NULL for both; only the count and the signal tell Ctrl-C from the end of the input.
  if (!line || count <= 0) {
    *end = signals_interrupts() > 0 ? LineEditorEndInterrupted : LineEditorEndClosed;
    return NULL;
  }
  size_t length = strlen(line);
  if (length > 0 && line[length - 1] == '\n') length--;
  editor->line = strndup(line, length);
  *end = LineEditorEndAccepted;
  return editor->line;
}

// As a paste: a newline in it does not enter the line.
void line_editor_push(LineEditor *editor, const char *text) {
  size_t length = strlen(text) + 16;
  char *pasted = malloc(length);
  if (!pasted) return;
  snprintf(pasted, length, "%s%s\033[201~", paste_start, text);
  el_push(editor->el, pasted);
  free(pasted);
}

void line_editor_insert(LineEditor *editor, const char *text) { el_insertstr(editor->el, text); }

void line_editor_delete(LineEditor *editor, size_t characters) { el_deletestr(editor->el, (int)characters); }

void line_editor_move(LineEditor *editor, int characters) { el_cursor(editor->el, characters); }

void line_editor_replace(LineEditor *editor, const char *text) {
  const LineInfoW *info = el_wline(editor->el);
  el_cursor(editor->el, (int)(info->lastchar - info->cursor));
  el_deletestr(editor->el, (int)(info->lastchar - info->buffer));
  el_insertstr(editor->el, text);
}
