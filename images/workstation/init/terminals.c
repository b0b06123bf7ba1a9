#include "terminals.h"

#include <stddef.h>

#include "clock.h"
#include "frames.h"
#include "link.h"

static struct terminal all[TERMINALS_MAX];
static const char *shell;

#define EACH(t) for (struct terminal *t = all; t < all + TERMINALS_MAX; t++) if (t->used)

void terminals_shell(const char *path) { shell = path; }

static struct terminal *unused(void) {
  for (struct terminal *t = all; t < all + TERMINALS_MAX; t++)
    if (!t->used) return t;
  return NULL;
}

/* The shell started ahead, as long as it lives. */
static struct terminal *spare(void) {
  EACH(t) if (t->id == 0 && t->shell > 0 && !t->closing) return t;
  return NULL;
}

void terminals_prefork(void) {
  struct terminal *t = unused();
  if (t) terminal_start(t, 0, shell, 80, 24);
}

struct terminal *terminals_find(uint16_t id) {
  EACH(t) if (t->id == id && id != 0 && !t->closing) return t;
  return NULL;
}

int terminals_open(uint16_t id, uint16_t cols, uint16_t rows) {
  EACH(t) if (t->id == id) return REFUSED_TOO_MANY; /* perhaps still closing */
  struct terminal *t = spare();
  if (t) {
    t->id = id;
    if (t->cols != cols || t->rows != rows) terminal_resize(t, cols, rows);
    return 0;
  }
  t = unused();
  if (!t) return REFUSED_TOO_MANY;
  return terminal_start(t, id, shell, cols, rows) ? 0 : REFUSED_BY_MACHINE;
}

void terminals_hello(void) {
  enum { ENTRY = 11 };
  uint8_t hello[2 + TERMINALS_MAX * ENTRY] = {LINK_VERSION, 0};
  uint8_t *at = hello + 2;
  EACH(t) {
    if (t->id == 0 || t->closing) continue;
    put16(at, t->id);
    const bool over = t->ended_at && t->drained;
    at[2] = !over;
    put32(at + 3, (uint32_t)t->status);
    put16(at + 7, t->cols);
    put16(at + 9, t->rows);
    at += ENTRY;
    hello[1]++;
    if (over) t->told = true;
  }
  link_send(FRAME_HELLO, 0, hello, (size_t)(at - hello));
}

void terminals_detach_all(void) { EACH(t) terminal_detach(t); }

void terminals_reaped(pid_t pid, int32_t status) {
  EACH(t) if (t->shell == pid) terminal_reaped(t, status, clock_ms());
}

void terminals_hang_up(void) { EACH(t) terminal_close(t, clock_ms()); }

bool terminals_any_shell(void) {
  EACH(t) if (t->shell > 0) return true;
  return false;
}

void terminals_poll(struct pollfd *polls, int64_t now) {
  for (int i = 0; i < TERMINALS_MAX; i++)
    polls[i] = all[i].used ? terminal_poll(&all[i], now) : (struct pollfd){.fd = -1};
}

void terminals_ready(const struct pollfd *polls, int64_t now) {
  for (int i = 0; i < TERMINALS_MAX; i++)
    if (all[i].used && polls[i].fd >= 0 && polls[i].fd == all[i].master && polls[i].revents)
      terminal_ready(&all[i], polls[i].revents, now);
}

void terminals_step(int64_t now) {
  EACH(t) {
    terminal_step(t, now);
    /* a shell started ahead that ended before anybody came is of no use */
    if (t->used && t->id == 0 && t->ended_at && !t->closing) terminal_close(t, now);
  }
}

int64_t terminals_deadline(void) {
  int64_t at = -1;
  EACH(t) at = sooner(at, terminal_deadline(t));
  return at;
}
