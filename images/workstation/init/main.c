/*
 * escale-init: PID 1 of a learner's workstation. It owns the terminals' PTYs, so that a shell and
 * its screen outlive the page, the site and the backend; it reaps orphans; it listens on the ports
 * that the learner's containers publish; it does nothing else.
 *
 *   escale-init [--socket PATH] [--ports PATH] [--shell PATH] [--prefork]
 *
 * One turn of the loop: poll, signals, link, PTYs, ports, deadlines, flush. Nothing blocks.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "clock.h"
#include "datagrams.h"
#include "link.h"
#include "ports.h"
#include "relays.h"
#include "shell.h"
#include "signals.h"
#include "terminals.h"

enum { STOP_MS = 250 };
/* where each part's descriptors are in the array that is polled */
enum { AT_TERMINALS = 2, AT_PORTS = AT_TERMINALS + TERMINALS_MAX,
       AT_RELAYS = AT_PORTS + PORTS_POLLS, AT_DATAGRAMS = AT_RELAYS + RELAYS_POLLS,
       POLLS = AT_DATAGRAMS + DATAGRAM_TALKS_MAX };

static int wait_ms(int64_t now, int64_t deadline) {
  if (deadline < 0) return -1;
  return deadline <= now ? 0 : (int)(deadline - now);
}

/* One turn; true when asked to stop. */
static bool turn(int signals, int64_t deadline) {
  struct pollfd polls[POLLS];
  int64_t now = clock_ms();
  terminals_poll(polls + AT_TERMINALS, now);
  ports_poll(polls + AT_PORTS, relays_room());
  relays_poll(polls + AT_RELAYS);
  datagrams_poll(polls + AT_DATAGRAMS);
  polls[0] = (struct pollfd){.fd = signals, .events = POLLIN};
  polls[1] = link_poll();
  deadline = sooner(deadline, sooner(terminals_deadline(), link_next_try()));
  deadline = sooner(deadline, datagrams_deadline());
  if (poll(polls, POLLS, wait_ms(now, deadline)) < 0 && errno != EINTR) return true;
  now = clock_ms();
  const bool stop = polls[0].revents && signals_read(signals);
  signals_reap();
  if (polls[1].revents & (POLLIN | POLLHUP | POLLERR)) link_readable();
  terminals_ready(polls + AT_TERMINALS, now);
  relays_ready(polls + AT_RELAYS);
  datagrams_ready(polls + AT_DATAGRAMS, now);
  datagrams_step(now);
  ports_ready(polls + AT_PORTS, now);
  if (link_connect(now)) terminals_hello();
  terminals_step(now);
  link_flush();
  return stop;
}

int main(int argc, char **argv) {
  const char *socket = "/run/escale/terminals.sock", *shell = "/bin/bash";
  const char *ports = "/run/escale/ports.sock";
  bool prefork = false;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--prefork") == 0) prefork = true;
    else if (strcmp(argv[i], "--socket") == 0 && i + 1 < argc) socket = argv[++i];
    else if (strcmp(argv[i], "--ports") == 0 && i + 1 < argc) ports = argv[++i];
    else if (strcmp(argv[i], "--shell") == 0 && i + 1 < argc) shell = argv[++i];
    else return fprintf(stderr, "escale-init: what is %s?\n", argv[i]), 2;
  }
  /* The learner runs as the same user: without this, ptrace and /proc/1/mem would be theirs. */
  prctl(PR_SET_DUMPABLE, 0);
  const int signals = signals_open();
  if (signals < 0) return perror("escale-init"), 1;
  link_path(socket);
  relays_path(ports);
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
