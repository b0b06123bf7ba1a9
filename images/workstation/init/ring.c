#include "ring.h"

#include <string.h>
#include <sys/mman.h>

enum { LINE_SEARCH = 8 * 1024 };

bool ring_create(struct ring *r) {
  void *data = mmap(NULL, RING_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  *r = (struct ring){.data = data == MAP_FAILED ? NULL : data};
  modes_reset(&r->before);
  return r->data != NULL;
}

void ring_free(struct ring *r) {
  if (r->data) munmap(r->data, RING_SIZE);
  *r = (struct ring){0};
}

const uint8_t *ring_at(const struct ring *r, uint64_t position, size_t *count) {
  const size_t offset = position % RING_SIZE;
  const uint64_t left = r->end - position;
  *count = left < RING_SIZE - offset ? left : RING_SIZE - offset;
  return r->data + offset;
}

static void evict(struct ring *r, size_t count) {
  while (count > 0) {
    size_t together;
    const uint8_t *bytes = ring_at(r, r->begin, &together);
    if (together > count) together = count;
    modes_feed(&r->before, bytes, together);
    r->begin += together;
    count -= together;
  }
}

void ring_append(struct ring *r, const uint8_t *bytes, size_t count) {
  const uint64_t used = r->end - r->begin;
  if (used + count > RING_SIZE) evict(r, used + count - RING_SIZE);
  const size_t offset = r->end % RING_SIZE;
  const size_t first = count < RING_SIZE - offset ? count : RING_SIZE - offset;
  memcpy(r->data + offset, bytes, first);
  memcpy(r->data, bytes + first, count - first);
  r->end += count;
}

static uint8_t byte_at(const struct ring *r, uint64_t position) {
  return r->data[position % RING_SIZE];
}

uint64_t ring_replay_from(const struct ring *r, struct modes *modes, bool *alternate) {
  struct modes now = r->before;
  uint64_t at = r->begin, from = r->end;
  *modes = now;
  if (at == 0) from = 0;
  else {
    bool found = false;
    while (modes_ground(&now) && at < r->end && (byte_at(r, at) & 0xc0) == 0x80) at++;
    for (; at < r->end && (!found || at - r->begin < LINE_SEARCH); at++) {
      const bool line = at > r->begin && byte_at(r, at - 1) == '\n';
      const bool character = (byte_at(r, at) & 0xc0) != 0x80;
      if (modes_ground(&now) && character && (!found || line)) {
        found = true;
        from = at;
        *modes = now;
        if (line || modes_alternate_screen(&now)) break;
      }
      const uint8_t byte = byte_at(r, at);
      modes_feed(&now, &byte, 1);
    }
  }
  struct modes last = *modes;
  for (uint64_t p = from; p < r->end;) {
    size_t count;
    const uint8_t *bytes = ring_at(r, p, &count);
    modes_feed(&last, bytes, count);
    p += count;
  }
  *alternate = modes_alternate_screen(&last);
  return from;
}
