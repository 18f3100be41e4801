#include "CLineEditor.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t interrupts;
static volatile sig_atomic_t resized;
static volatile sig_atomic_t continued;
static volatile sig_atomic_t second_interrupt_ends;

static pthread_t reader;

static void handle(int number);

void signals_die_of_interrupt(void) {
  signal(SIGINT, SIG_DFL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  raise(SIGINT);
  _exit(130);
}

// The system delivers a signal to any thread that does not block it; only the one that waits for keys handles it.
static bool is_passed_on(int number) {
  if (pthread_equal(pthread_self(), reader)) return false;
  pthread_kill(reader, number);
  return true;
}

static void note(int number) {
  if (is_passed_on(number)) return;
  if (number == SIGWINCH) resized = 1;
  if (number == SIGCONT) continued = 1;
  if (number != SIGINT) return;
  if (second_interrupt_ends && interrupts > 0) signals_die_of_interrupt();
  interrupts = interrupts + 1;
}

// Ctrl-Z: the shell that started the program gets the terminal with its original modes.
static void stop(int number) {
  if (is_passed_on(number)) return;
  int error = errno;
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTSTP);
  bool left = terminal_modes_leave();
  signal(SIGTSTP, SIG_DFL);
  raise(SIGTSTP);
  sigprocmask(SIG_UNBLOCK, &set, NULL);  // stops here
  handle(SIGTSTP);
  if (left) terminal_modes_return();
  continued = 1;
  errno = error;
}

// The modes of the terminal are restored, whatever ends the program.
static void end(int number) {
  terminal_modes_leave();
  signal(number, SIG_DFL);
  raise(number);
}

// Without SA_RESTART: a read that waits for a key has to notice.
static void handle(int number) {
  struct sigaction action = {.sa_handler = note};
  if (number == SIGTSTP) action.sa_handler = stop;
  if (number == SIGTERM || number == SIGHUP || number == SIGQUIT || number == SIGPIPE) action.sa_handler = end;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

void signals_install(bool second_ends) {
  second_interrupt_ends = second_ends;
  reader = pthread_self();
  struct sigaction old;
  bool ignored = sigaction(SIGINT, NULL, &old) == 0 && old.sa_handler == SIG_IGN;
  if (!(second_ends && ignored)) handle(SIGINT);
  if (second_ends) return;
  handle(SIGWINCH);
  handle(SIGCONT);
  handle(SIGTSTP);
  handle(SIGTERM);
  handle(SIGHUP);
  handle(SIGQUIT);
  handle(SIGPIPE);
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
