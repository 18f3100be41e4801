#define _GNU_SOURCE
#include "LineEditor.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

_Static_assert(sizeof(wchar_t) == sizeof(uint32_t), "wide characters are Unicode scalars");

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

int line_editor_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

static char *no_prompt(EditLine *el) {
  static char empty[] = "";
  return empty;
}

// libedit's drawing is dropped; only its beep counts.
static ssize_t swallow(void *cookie, const char *bytes, size_t count) {
  if (memchr(bytes, '\a', count)) ((LineEditor *)cookie)->beeped = true;
  return (ssize_t)count;
}

LineEditor *line_editor_open(const char *program, int output, bool plain) {
  LineEditor *editor = calloc(1, sizeof *editor);
  if (!editor) return NULL;
  terminal_modes_begin(output);
  editor->sink = fopencookie(editor, "w", (cookie_io_functions_t){.write = swallow});
  if (editor->sink)
    editor->el = el_init_fd(program, stdin, editor->sink, stderr, STDIN_FILENO, output, STDERR_FILENO);
  if (!editor->el) {
    line_editor_close(editor);
    return NULL;
  }
  EditLine *el = editor->el;
  const char *term = getenv("TERM");
  el_set(el, EL_CLIENTDATA, editor);
  if (!term || !*term) el_set(el, EL_TERMINAL, "dumb");
  el_set(el, EL_EDITOR, "emacs");
  el_set(el, EL_SIGNAL, 0);
  el_set(el, EL_GETCFN, input_character);
  el_set(el, EL_PROMPT, no_prompt);
  keys_add(el);
  keys_bind(el);
  editor->pastes = !plain && !line_editor_is_dumb(editor);
  terminal_modes_listen(el);
  return editor;
}

void line_editor_close(LineEditor *editor) {
  if (editor->el) el_end(editor->el);
  if (editor->sink) fclose(editor->sink);
  terminal_modes_leave();
  free(editor);
}

void line_editor_set_handlers(LineEditor *editor, LineEditorHandlers handlers) { editor->handlers = handlers; }

bool line_editor_is_dumb(LineEditor *editor) {
  char name[] = "ce";
  char *value = NULL;
  return el_get(editor->el, EL_GETTC, name, &value, NULL) != 0 || !value || !*value;
}

static FILE *open_settings(void) {
  const char *home = getenv("HOME"), *given = getenv("EDITRC");
  if (given && *given) return fopen(given, "r");
  char *path = NULL;
  if (!home || asprintf(&path, "%s/.editrc", home) < 0) return NULL;
  FILE *file = fopen(path, "r");
  free(path);
  return file;
}

static void apply(EditLine *el, Tokenizer *words, const char *line) {
  int count = 0;
  const char **values = NULL;
  const char *before = NULL, *after = NULL;
  tok_reset(words);
  if (line[strspn(line, " \t")] == '#' || tok_str(words, line, &count, &values) != 0 || count == 0) return;
  el_get(el, EL_EDITOR, &before);
  char *mode = strdup(before ? before : "");
  el_parse(el, count, values);
  el_get(el, EL_EDITOR, &after);
  // `bind -e` clears the map even if it is already emacs.
  bool clears = count > 1 && (strcmp(values[1], "-e") == 0 || strcmp(values[1], "-v") == 0);
  if (clears || (mode && after && strcmp(mode, after) != 0)) keys_bind(el);
  free(mode);
}

void line_editor_read_settings(LineEditor *editor) {
  FILE *file = open_settings();
  if (!file) return;
  Tokenizer *words = tok_init(NULL);
  char *line = NULL;
  size_t room = 0;
  while (words && getline(&line, &room, file) > 0) apply(editor->el, words, line);
  free(line);
  if (words) tok_end(words);
  fclose(file);
  el_set(editor->el, EL_EDITMODE, 1);
}

LineEditorEnd line_editor_read(LineEditor *editor, LineEditorText *line) {
  int count = 0;
  signals_clear_interrupts();
  signals_take_continued();
  el_set(editor->el, EL_PREP_TERM, 1);
  if (editor->pastes) terminal_modes_bracket_pastes(true);
  background_ask(editor);
  if (editor->expects_draft) el_push(editor->el, "\033[9000~");
  editor->expects_draft = false;
  bool is_line = el_wgets(editor->el, &count) && count > 0;
  if (editor->pastes) terminal_modes_bracket_pastes(false);
  *line = text_of(editor->el);
  // libedit returns NULL for both; only the count and the signal tell Ctrl-C from the end of the input.
  if (is_line) return LineEditorEndAccepted;
  if (signals_interrupts() == 0) return LineEditorEndClosed;
  input_clear(editor);
  return LineEditorEndInterrupted;
}

void line_editor_expect_draft(LineEditor *editor) { editor->expects_draft = true; }

void line_editor_insert(LineEditor *editor, const char *text) { el_insertstr(editor->el, text); }

void line_editor_delete(LineEditor *editor, size_t characters) { el_deletestr(editor->el, (int)characters); }

void line_editor_move(LineEditor *editor, int characters) { el_cursor(editor->el, characters); }
