/*
 * One terminal: a shell in a session of its own on a PTY of its own, the ring of its output, and
 * whether somebody watches. Terminal 0 is the shell started ahead, given to the first who asks.
 */
#ifndef ESCALE_TERMINAL_H
#define ESCALE_TERMINAL_H

#include <poll.h>
#include <sys/types.h>

#include "input.h"
#include "ring.h"

enum { REPLAYS_MAX = 16 };

struct terminal {
  bool used, closing;
  uint16_t id, cols, rows;
  int master;           /* -1 once hung up */
  pid_t shell;          /* 0 once reaped */
  pid_t foreground;     /* what was in the foreground when it was closed */
  int32_t status;
  int64_t ended_at;     /* the shell was reaped */
  bool drained;         /* nothing more will come from the PTY */
  bool told;            /* EXIT was sent on this link */
  int64_t quiet_until;  /* no process holds the PTY open: look again then */
  int64_t nudge_at;     /* second half of the redraw nudge */
  int64_t kill_at;
  struct ring ring;
  struct input input;
  /* the viewers' side, gone with the link */
  bool attached;
  uint64_t credit;
  uint32_t replays[REPLAYS_MAX]; /* tags still to be answered, the first one possibly under way */
  unsigned replay_count;
  bool replaying, replay_alternate;
  uint64_t replay_at;
};

/* Starts the shell; false when the machine would not. */
bool terminal_start(struct terminal *t, uint16_t id, const char *shell, uint16_t cols, uint16_t rows);
void terminal_resize(struct terminal *t, uint16_t cols, uint16_t rows);
void terminal_typed(struct terminal *t, const uint8_t *bytes, size_t count);
/* False when too many replays are already asked for. */
bool terminal_replay(struct terminal *t, uint32_t tag);
void terminal_detach(struct terminal *t);
/* SIGHUP now, SIGKILL KILL_AFTER_MS later to whatever is left. */
void terminal_close(struct terminal *t, int64_t now);
void terminal_reaped(struct terminal *t, int32_t status, int64_t now);

/* What to poll the PTY for now; fd -1: nothing. */
struct pollfd terminal_poll(const struct terminal *t, int64_t now);
void terminal_ready(struct terminal *t, short events, int64_t now);
/* Sends what can be sent (replay, exit), acts on deadlines. Call once a turn. */
void terminal_step(struct terminal *t, int64_t now);
/* The next deadline, -1 for none. */
int64_t terminal_deadline(const struct terminal *t);

#endif
