#include "replay.h"

#include <string.h>
#include <sys/ioctl.h>

#include "frames.h"
#include "link.h"

enum { NUDGE_MS = 40, ROOM_MIN = MODES_PREFACE_MAX + 64 };

bool replay_waiting(const struct terminal *t) {
  return t->replay_count > 0 && link_room() >= ROOM_MIN;
}

static void begin(struct terminal *t) {
  uint8_t start[8];
  put32(start, t->replays[0]);
  put16(start + 4, t->cols);
  put16(start + 6, t->rows);
  link_send(FRAME_SNAPSHOT_START, t->id, start, sizeof start);
  struct modes modes;
  t->replay_at = ring_replay_from(&t->ring, &modes, &t->replay_alternate);
  const size_t preface = modes_preface(&modes, link_data());
  if (preface > 0) link_commit(FRAME_SNAPSHOT, t->id, preface);
  t->replaying = true;
}

/*
 * A full-screen program is asked to draw itself again: one row less, and a moment later (or the
 * program might see no difference) the true size.
 */
static void nudge(struct terminal *t, int64_t now) {
  if (t->master < 0 || t->rows < 2) return;
  ioctl(t->master, TIOCSWINSZ, &(struct winsize){.ws_col = t->cols, .ws_row = t->rows - 1});
  t->nudge_at = now + NUDGE_MS;
}

static void end(struct terminal *t, int64_t now) {
  link_send(FRAME_SNAPSHOT_END, t->id, NULL, 0);
  memmove(t->replays, t->replays + 1, sizeof t->replays - sizeof t->replays[0]);
  t->replay_count--;
  t->replaying = false;
  t->attached = true;
  if (t->replay_alternate && !t->ended_at) nudge(t, now);
}

void replay_step(struct terminal *t, int64_t now) {
  while (t->replay_count > 0) {
    size_t room = link_room();
    if (room < ROOM_MIN) return;
    if (!t->replaying) {
      begin(t);
      continue;
    }
    if (t->replay_at == t->ring.end) {
      end(t, now);
      continue;
    }
    size_t count;
    const uint8_t *bytes = ring_at(&t->ring, t->replay_at, &count);
    if (count > room) count = room;
    memcpy(link_data(), bytes, count);
    link_commit(FRAME_SNAPSHOT, t->id, count);
    t->replay_at += count;
  }
}
