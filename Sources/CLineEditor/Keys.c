#include "LineEditor.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static const wchar_t paste_end[] = L"\033[201~";

static unsigned char outcome(LineEditorAction action) {
  switch (action) {
    case LineEditorActionRefresh: return CC_REFRESH;
    case LineEditorActionBeep: return CC_ERROR;
    case LineEditorActionRun: return CC_NEWLINE;
    case LineEditorActionLeave: return CC_EOF;
    default: return CC_NORM;
  }
}

static unsigned char press(EditLine *el, LineEditorKey key) {
  LineEditorHandlers *handlers = &editor_of(el)->handlers;
  if (!handlers->press) return CC_ERROR;
  return outcome(handlers->press(handlers->context, text_of(el), key));
}

#define LINE_EDITOR_KEY(name, Name) \
  static unsigned char name##_key(EditLine *el, int key) { return press(el, LineEditorKey##Name); }
LINE_EDITOR_KEYS(LINE_EDITOR_KEY)
#undef LINE_EDITOR_KEY

// Takes everything up to the end of the paste: a pasted newline or Tab is text, not a key.
static unsigned char paste_key(EditLine *el, int key) {
  size_t count = 0, room = 4096, ending = wcslen(paste_end);
  wchar_t *text = malloc(room * sizeof *text);
  bool ended = false;
  while (text && !ended && el_wgetc(el, text + count) == 1) {
    count++;
    ended = count >= ending && wmemcmp(text + count - ending, paste_end, ending) == 0;
    if (count < room) continue;
    room *= 2;
    wchar_t *larger = realloc(text, room * sizeof *text);
    if (!larger) break;
    text = larger;
  }
  LineEditorHandlers *handlers = &editor_of(el)->handlers;
  unsigned char result = CC_ERROR;
  if (ended && handlers->paste) {
    LineEditorText pasted = {.scalars = (const uint32_t *)text, .count = count - ending};
    result = outcome(handlers->paste(handlers->context, text_of(el), pasted));
  }
  free(text);
  return result;
}

// Reads the keys of a search until it is over.
static unsigned char search_key(EditLine *el, int key) {
  LineEditor *editor = editor_of(el);
  if (!editor->handlers.search || !editor->handlers.search_key) return CC_ERROR;
  editor->handlers.search(editor->handlers.context, text_of(el));
  wchar_t character;
  while (el_wgetc(el, &character) == 1) {
    if (character == 0x80) character = 27;
    bool starts_another = character == 27 && input_follows(editor, 30);
    LineEditorAction action =
        editor->handlers.search_key(editor->handlers.context, starts_another ? 0 : (uint32_t)character);
    if (action == LineEditorActionNone) continue;
    if (action == LineEditorActionBeep) {
      editor->beeped = true;
      continue;
    }
    if (action != LineEditorActionAgain) return outcome(action);
    wchar_t again[] = {character, 0};
    el_wpush(el, again);
    return CC_REFRESH;
  }
  return CC_EOF;
}

void keys_add(EditLine *el) {
#define LINE_EDITOR_KEY(name, Name) el_set(el, EL_ADDFN, "chainrule-" #name, "of chainrule", name##_key);
  LINE_EDITOR_KEYS(LINE_EDITOR_KEY)
#undef LINE_EDITOR_KEY
  el_set(el, EL_ADDFN, "chainrule-paste", "insert pasted text", paste_key);
  el_set(el, EL_ADDFN, "chainrule-background", "read the terminal's answer", background_key);
  el_set(el, EL_ADDFN, "chainrule-search", "search the earlier cells", search_key);
}

typedef struct {
  const char *name;
  const char *keys[8];
} Binding;

// The keys of every keyboard.
static const Binding common[] = {
    {"chainrule-complete", {"^I"}},
    {"chainrule-enter", {"^M", "^J"}},
    {"chainrule-older", {"\033[A", "\033OA"}},
    {"chainrule-newer", {"\033[B", "\033OB"}},
    {"chainrule-older_cell", {"\033[5~"}},
    {"chainrule-newer_cell", {"\033[6~"}},
    {"chainrule-right", {"\033[C", "\033OC"}},
    {"chainrule-left", {"\033[D", "\033OD"}},
    {"chainrule-word_right", {"\033[1;5C", "\033[1;3C", "\033[5C", "\033Oc"}},
    {"chainrule-word_left", {"\033[1;5D", "\033[1;3D", "\033[5D", "\033Od"}},
    {"chainrule-home", {"\033[H", "\033OH", "\033[1~", "\033[7~"}},
    {"chainrule-end", {"\033[F", "\033OF", "\033[4~", "\033[8~"}},
    {"chainrule-delete_right", {"\033[3~"}},
    {"chainrule-search", {"^R"}},
    {"chainrule-clear_screen", {"^L"}},
    {"chainrule-editor", {"^X^E"}},
    {"chainrule-undo", {"^_", "^X^U"}},
    {"chainrule-paste", {"\033[200~"}},
    {"chainrule-draft", {"\033[9000~"}},
    {"chainrule-background", {"\033]"}},
    {"chainrule-ignore", {"\033[2~", "\033[Z", "\033OP", "\033OQ", "\033OR", "\033OS", "\033[201~"}},
    {"chainrule-ignore", {"\033[15~", "\033[17~", "\033[18~", "\033[19~", "\033[20~", "\033[21~", "\033[23~", "\033[24~"}},
    {"chainrule-newline", {"\033[13;3u", "\033[27;3;13~", "\033[13;2u", "\033[27;2;13~"}},
};

static const Binding emacs[] = {
    {"chainrule-newline", {"\033^M", "\033^J"}},
    {"chainrule-older", {"^P"}},
    {"chainrule-newer", {"^N"}},
    {"chainrule-older_cell", {"\033p"}},
    {"chainrule-newer_cell", {"\033n"}},
    {"chainrule-left", {"^B"}},
    {"chainrule-right", {"^F"}},
    {"chainrule-word_left", {"\033b", "\033B", "\033\033[D", "\033\033OD"}},
    {"chainrule-word_right", {"\033f", "\033F", "\033\033[C", "\033\033OC"}},
    {"chainrule-home", {"^A"}},
    {"chainrule-end", {"^E"}},
    {"chainrule-delete_left", {"^H", "^?"}},
    {"chainrule-delete_or_leave", {"^D"}},
    {"chainrule-kill_word_left", {"\033^H", "\033^?"}},
    {"chainrule-kill_word_right", {"\033d", "\033D", "\033[3;5~", "\033[3;3~"}},
    {"chainrule-kill_blank_word", {"^W"}},
    {"chainrule-kill_line", {"^K"}},
    {"chainrule-kill_cell", {"^U"}},
    {"chainrule-yank", {"^Y"}},
};

static const Binding vi_insert[] = {
    {"chainrule-older", {"^P"}},
    {"chainrule-newer", {"^N"}},
    {"chainrule-home", {"^A"}},
    {"chainrule-end", {"^E"}},
    {"chainrule-delete_left", {"^H", "^?"}},
    {"chainrule-delete_or_leave", {"^D"}},
    {"chainrule-kill_blank_word", {"^W"}},
    {"chainrule-kill_cell", {"^U"}},
};

static const Binding vi_command[] = {
    {"chainrule-older", {"k", "\\055", "^P"}},
    {"chainrule-newer", {"j", "+", "^N"}},
    {"chainrule-search", {"/", "?"}},
    {"chainrule-editor", {"v"}},
    {"chainrule-undo", {"u"}},
    {"chainrule-delete_or_leave", {"^D"}},
};

static void bind(EditLine *el, const Binding *bindings, size_t count, bool alternative) {
  for (size_t i = 0; i < count; i++) {
    for (const char *const *keys = bindings[i].keys; keys < bindings[i].keys + 8 && *keys; keys++) {
      if (alternative)
        el_set(el, EL_BIND, "-a", *keys, bindings[i].name, NULL);
      else
        el_set(el, EL_BIND, *keys, bindings[i].name, NULL);
    }
  }
}

#define BIND(bindings, alternative) bind(el, bindings, sizeof bindings / sizeof *bindings, alternative)

void keys_bind(EditLine *el) {
  const char *mode = NULL;
  el_get(el, EL_EDITOR, &mode);
  BIND(common, false);
  if (!mode || strcmp(mode, "vi") != 0) {
    BIND(emacs, false);
    return;
  }
  BIND(common, true);
  BIND(vi_insert, false);
  BIND(vi_command, true);
  // An Escape that does not start another key arrives as this character.
  el_wset(el, EL_BIND, L"\x80", L"vi-command-mode", NULL);
  el_wset(el, EL_BIND, L"-a", L"\x80", L"chainrule-ignore", NULL);
}
