#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "clock.h"
#include "frames.h"
#include "link.h"
#include "replay.h"
#include "shell.h"

enum { KILL_AFTER_MS = 500, DRAIN_MS = 300, QUIET_MS = 100, READ_MAX = 32 * 1024 };

bool terminal_start(struct terminal *t, uint16_t id, const char *shell, uint16_t cols, uint16_t rows) {
  *t = (struct terminal){.id = id, .cols = cols, .rows = rows, .nudge_at = -1, .kill_at = -1};
  if (!ring_create(&t->ring)) return false;
  t->shell = shell_start(shell, cols, rows, &t->master);
  if (t->shell < 0) {
    ring_free(&t->ring);
    return false;
  }
  t->used = true;
  return true;
}

void terminal_resize(struct terminal *t, uint16_t cols, uint16_t rows) {
  t->cols = cols;
  t->rows = rows;
  t->nudge_at = -1;
  if (t->master >= 0)
    ioctl(t->master, TIOCSWINSZ, &(struct winsize){.ws_col = cols, .ws_row = rows});
}

/* Bytes that the terminal itself has to say, seen by the viewers and kept as if written. */
static void emit(struct terminal *t, const uint8_t *bytes, size_t count) {
  if (t->attached && t->replay_count == 0) {
    if (t->credit < count || link_room() < count) return; /* a bell more or less */
    memcpy(link_data(), bytes, count);
    link_commit(FRAME_OUTPUT, t->id, count);
    t->credit -= count;
  } else if (t->replaying) return;
  ring_append(&t->ring, bytes, count);
}

void terminal_typed(struct terminal *t, const uint8_t *bytes, size_t count) {
  if (t->master < 0 || t->ended_at || count == 0) return;
  if (!input_typed(&t->input, t->master, bytes, count)) emit(t, (const uint8_t *)"\a", 1);
}

bool terminal_replay(struct terminal *t, uint32_t tag) {
  if (t->replay_count == REPLAYS_MAX) return false;
  if (!t->attached && t->replay_count == 0) t->credit = 0;
  t->replays[t->replay_count++] = tag;
  return true;
}

void terminal_detach(struct terminal *t) {
  t->attached = t->replaying = t->told = false;
  t->replay_count = 0;
  t->credit = 0;
}

void terminal_close(struct terminal *t, int64_t now) {
  if (t->closing) return;
  t->closing = true;
  terminal_detach(t);
  if (t->master >= 0) {
    if (ioctl(t->master, TIOCGPGRP, &t->foreground) < 0) t->foreground = 0;
    close(t->master);
  }
  t->master = -1;
  t->drained = true;
  if (t->shell > 0) kill(t->shell, SIGHUP);
  if (t->foreground > 1) kill(-t->foreground, SIGHUP);
  if (t->shell > 0) kill(t->shell, SIGCONT); /* a stopped shell would never hear it */
  t->kill_at = now + KILL_AFTER_MS;
  ring_free(&t->ring);
  input_clear(&t->input);
}

void terminal_reaped(struct terminal *t, int32_t status, int64_t now) {
  t->shell = 0;
  t->status = status;
  t->ended_at = now;
}

static bool may_read(const struct terminal *t) {
  if (t->replay_count > 0) return false; /* the ring must hold still while it is replayed */
  return !t->attached || (t->credit > 0 && link_room() > 0);
}

struct pollfd terminal_poll(const struct terminal *t, int64_t now) {
  struct pollfd p = {.fd = -1};
  if (t->master < 0 || t->drained || now < t->quiet_until) return p;
  if (may_read(t)) p.events |= POLLIN;
  if (input_waiting(&t->input)) p.events |= POLLOUT;
  if (p.events) p.fd = t->master; /* without interest, a hang-up would wake us for nothing */
  return p;
}

/* Reads what is there, up to `max`; notes the end. */
static size_t read_some(struct terminal *t, uint8_t *into, size_t max, int64_t now) {
  size_t done = 0;
  while (done < max) {
    const ssize_t n = read(t->master, into + done, max - done);
    if (n > 0) {
      done += (size_t)n;
      continue;
    }
    if (n < 0 && errno == EINTR) continue;
    const bool empty = n < 0 && errno == EAGAIN; /* else EIO: no process has the PTY open */
    if (!empty && !t->ended_at) t->quiet_until = now + QUIET_MS;
    if (t->ended_at && (!empty || now >= t->ended_at + DRAIN_MS)) t->drained = done == 0;
    break;
  }
  return done;
}

void terminal_ready(struct terminal *t, short events, int64_t now) {
  static uint8_t scratch[READ_MAX];
  if (events & POLLOUT && input_waiting(&t->input)) input_writable(&t->input, t->master);
  if (!(events & (POLLIN | POLLHUP | POLLERR)) || !may_read(t)) return;
  size_t max = READ_MAX;
  uint8_t *into = scratch;
  if (t->attached) {
    const size_t room = link_room();
    into = link_data();
    if (max > room) max = room;
    if (max > t->credit) max = t->credit;
  }
  const size_t count = read_some(t, into, max, now);
  if (count == 0) return;
  ring_append(&t->ring, into, count);
  if (!t->attached) return;
  link_commit(FRAME_OUTPUT, t->id, count);
  t->credit -= count;
}

static void step_closing(struct terminal *t, int64_t now) {
  const bool late = t->kill_at >= 0 && now >= t->kill_at;
  if (late) {
    if (t->shell > 0) kill(t->shell, SIGKILL);
    if (t->foreground > 1) kill(-t->foreground, SIGKILL);
    t->kill_at = -1;
  }
  const bool job = t->kill_at >= 0 && t->foreground > 1 && kill(-t->foreground, 0) == 0;
  if (t->shell > 0 || job) return;
  if (t->id != 0) link_send(FRAME_CLOSED, t->id, NULL, 0);
  *t = (struct terminal){0};
}

void terminal_step(struct terminal *t, int64_t now) {
  if (t->closing) return step_closing(t, now);
  if (t->nudge_at >= 0 && now >= t->nudge_at) terminal_resize(t, t->cols, t->rows);
  if (now >= t->quiet_until) t->quiet_until = 0;
  if (t->ended_at && !t->drained && now >= t->ended_at + DRAIN_MS) terminal_ready(t, POLLIN, now);
  replay_step(t, now);
  if (t->ended_at && t->drained && t->replay_count == 0) {
    if (t->master >= 0) close(t->master);
    t->master = -1;
    input_clear(&t->input);
    if (!t->told && link_up() && t->id != 0) {
      uint8_t status[4];
      put32(status, (uint32_t)t->status);
      link_send(FRAME_EXIT, t->id, status, sizeof status);
      t->told = true;
    }
  }
}

int64_t terminal_deadline(const struct terminal *t) {
  int64_t at = sooner(t->kill_at, t->nudge_at);
  if (replay_waiting(t)) return 0;
  if (t->quiet_until > 0 && !t->drained && t->master >= 0) at = sooner(at, t->quiet_until);
  if (t->ended_at && !t->drained && may_read(t)) at = sooner(at, t->ended_at + DRAIN_MS);
  return at;
}
