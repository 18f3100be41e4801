#define _GNU_SOURCE
#include "LineEditor.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

void line_editor_history_resize(LineEditor *editor, int entries) {
  HistEvent event;
  history(editor->history, &event, H_SETSIZE, entries);
}

enum { most_bytes = 1 << 20 };

// A temporary file with the first line, which names the format, and the last lines; -1 where that fails.
static int excerpt_of(FILE *file, long size) {
  char *text = malloc(most_bytes);
  int excerpt = text ? memfd_create("history", MFD_CLOEXEC) : -1;
  bool whole = false;
  if (excerpt >= 0 && fgets(text, most_bytes, file)) {
    size_t length = strlen(text);
    whole = write(excerpt, text, length) == (ssize_t)length && fseek(file, size - most_bytes, SEEK_SET) == 0 &&
            fgets(text, most_bytes, file);  // the rest of a line
    while (whole && (length = fread(text, 1, most_bytes, file)) > 0)
      whole = write(excerpt, text, length) == (ssize_t)length;
  }
  free(text);
  if (whole || excerpt < 0) return excerpt;
  close(excerpt);
  return -1;
}

static bool load(LineEditor *editor, const char *path) {
  HistEvent event;
  return history(editor->history, &event, H_LOAD, path) >= 0;
}

bool line_editor_history_load(LineEditor *editor, const char *path) {
  struct stat status;
  if (stat(path, &status) != 0 || status.st_size <= most_bytes) return load(editor, path);
  FILE *file = fopen(path, "r");
  int excerpt = file ? excerpt_of(file, status.st_size) : -1;
  if (file) fclose(file);
  if (excerpt < 0) return false;
  char name[32];
  snprintf(name, sizeof name, "/proc/self/fd/%d", excerpt);
  bool loaded = load(editor, name);
  close(excerpt);
  return loaded;
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
