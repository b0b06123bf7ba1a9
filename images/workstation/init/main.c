/*
 * escale-init: PID 1 of a learner's workstation. It owns the terminals' PTYs, so that a shell and
 * its screen outlive the page, the site and the backend; it reaps orphans; it does nothing else.
 *
 *   escale-init [--socket PATH] [--shell PATH] [--prefork]
 *
 * One turn of the loop: poll, signals, link, PTYs, deadlines, flush. Nothing blocks.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "clock.h"
#include "link.h"
#include "shell.h"
#include "signals.h"
#include "terminals.h"

enum { STOP_MS = 250 };

static int wait_ms(int64_t now, int64_t deadline) {
  if (deadline < 0) return -1;
  return deadline <= now ? 0 : (int)(deadline - now);
}

/* One turn; true when asked to stop. */
static bool turn(int signals, int64_t deadline) {
  struct pollfd polls[2 + TERMINALS_MAX];
  int64_t now = clock_ms();
  terminals_poll(polls + 2, now);
  polls[0] = (struct pollfd){.fd = signals, .events = POLLIN};
  polls[1] = link_poll();
  deadline = sooner(deadline, sooner(terminals_deadline(), link_next_try()));
  if (poll(polls, 2 + TERMINALS_MAX, wait_ms(now, deadline)) < 0 && errno != EINTR) return true;
  now = clock_ms();
  const bool stop = polls[0].revents && signals_read(signals);
  signals_reap();
  if (polls[1].revents & (POLLIN | POLLHUP | POLLERR)) link_readable();
  terminals_ready(polls + 2, now);
  if (link_connect(now)) terminals_hello();
  terminals_step(now);
  link_flush();
  return stop;
}

int main(int argc, char **argv) {
  const char *socket = "/run/escale/terminals.sock", *shell = "/bin/bash";
  bool prefork = false;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--prefork") == 0) prefork = true;
    else if (strcmp(argv[i], "--socket") == 0 && i + 1 < argc) socket = argv[++i];
    else if (strcmp(argv[i], "--shell") == 0 && i + 1 < argc) shell = argv[++i];
    else return fprintf(stderr, "escale-init: what is %s?\n", argv[i]), 2;
  }
  /* The learner runs as the same user: without this, ptrace and /proc/1/mem would be theirs. */
  prctl(PR_SET_DUMPABLE, 0);
  const int signals = signals_open();
  if (signals < 0) return perror("escale-init"), 1;
  link_path(socket);
  terminals_shell(shell);
  shell_home();
  if (prefork) terminals_prefork();

  while (!turn(signals, -1)) {}

  link_end();
  terminals_hang_up();
  for (const int64_t end = clock_ms() + STOP_MS; terminals_any_shell() && clock_ms() < end;)
    turn(signals, end);
  return 0;
}
