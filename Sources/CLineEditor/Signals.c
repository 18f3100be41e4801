#include "CLineEditor.h"

#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t interrupts;
static volatile sig_atomic_t resized;
static volatile sig_atomic_t continued;
static volatile sig_atomic_t second_interrupt_ends;

void signals_die_of_interrupt(void) {
  signal(SIGINT, SIG_DFL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  raise(SIGINT);
  _exit(130);
}

static void note(int number) {
  if (number == SIGWINCH) resized = 1;
  if (number == SIGCONT) continued = 1;
  if (number != SIGINT) return;
  if (second_interrupt_ends && interrupts > 0) signals_die_of_interrupt();
  interrupts = interrupts + 1;
}

// Without SA_RESTART: a read that waits for a key has to notice.
static void handle(int number) {
  struct sigaction action = {.sa_handler = note};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

void signals_install(bool second_ends) {
  second_interrupt_ends = second_ends;
  struct sigaction old;
  bool ignored = sigaction(SIGINT, NULL, &old) == 0 && old.sa_handler == SIG_IGN;
  if (!(second_ends && ignored)) handle(SIGINT);
  if (second_ends) return;
  handle(SIGWINCH);
  handle(SIGCONT);
}

int signals_interrupts(void) { return interrupts; }

void signals_clear_interrupts(void) { interrupts = 0; }

bool signals_take_resized(void) {
  bool value = resized;
  resized = 0;
  return value;
}

bool signals_take_continued(void) {
  bool value = continued;
  continued = 0;
  return value;
}
