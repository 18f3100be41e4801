#include "LineEditor.h"

#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static struct termios found, ours;
static bool is_found, is_left;
static int screen;
static volatile bool brackets;

void terminal_modes_write(const char *text) {
  if (write(screen, text, strlen(text)) < 0) return;
}

void terminal_modes_bracket_pastes(bool on) {
  if (brackets == on) return;
  brackets = on;
  terminal_modes_write(on ? "\033[?2004h" : "\033[?2004l");
}

// Calls only functions that are safe in a signal handler: Ctrl-Z uses this.
bool terminal_modes_leave(void) {
  if (!is_found || is_left) return false;
  is_left = true;
  if (brackets) terminal_modes_write("\033[?2004l");
  tcgetattr(STDIN_FILENO, &ours);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &found);
  return true;
}

static void leave_at_exit(void) { terminal_modes_leave(); }

void terminal_modes_return(void) {
  if (!is_found || !is_left) return;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &ours);
  if (brackets) terminal_modes_write("\033[?2004h");
  is_left = false;
}

void terminal_modes_begin(int output) {
  screen = output;
  if (is_found || tcgetattr(STDIN_FILENO, &found) != 0) return;
  is_found = true;
  atexit(leave_at_exit);
}

void terminal_modes_listen(EditLine *el) {
  el_set(el, EL_SETTY, "-x", "-icanon", "-echo", "-iexten", "-icrnl", "-inlcr", NULL);
  el_set(el, EL_SETTY, "-d", "-icrnl", "-inlcr", NULL);
}
