#include "LineEditor.h"

void line_editor_history_resize(LineEditor *editor, int entries) {
  HistEvent event;
  history(editor->history, &event, H_SETSIZE, entries);
}

bool line_editor_history_load(LineEditor *editor, const char *path) {
  HistEvent event;
  return history(editor->history, &event, H_LOAD, path) >= 0;
}

void line_editor_history_add(LineEditor *editor, const char *entry) {
  HistEvent event;
  history(editor->history, &event, H_ENTER, entry);
}

void line_editor_history_each(LineEditor *editor, void *context, void (*visit)(void *context, const char *entry)) {
  HistEvent event;
  for (int found = history(editor->history, &event, H_LAST); found >= 0;
       found = history(editor->history, &event, H_PREV))
    visit(context, event.str);
}

static bool save(History *entries, FILE *file) {
  HistEvent event;
  bool saved = history(entries, &event, H_SAVE_FP, file) >= 0;
  return fclose(file) == 0 && saved;
}

bool line_editor_history_save(LineEditor *editor, const char *path) {
  FILE *file = fopen(path, "w");
  return file && save(editor->history, file);
}

bool line_editor_history_append(const char *path, const char *entry) {
  FILE *file = fopen(path, "a");
  if (!file) return false;
  // libedit writes its first line where the file is at its start.
  fseek(file, 0, SEEK_END);
  HistEvent event;
  History *single = history_init();
  if (!single) {
    fclose(file);
    return false;
  }
  history(single, &event, H_SETSIZE, 1);
  history(single, &event, H_ENTER, entry);
  bool saved = save(single, file);
  history_end(single);
  return saved;
}
