/*
 * The last RING_SIZE bytes that a terminal's program wrote, and the modes in force just before the
 * oldest of them: enough to draw the screen again. Memory is touched only as bytes come.
 */
#ifndef ESCALE_RING_H
#define ESCALE_RING_H

#include "modes.h"

enum { RING_SIZE = 256 * 1024 };

struct ring {
  uint8_t *data;
  uint64_t begin, end; /* positions in the whole stream; end - begin <= RING_SIZE */
  struct modes before; /* state of the terminal at `begin` */
};

bool ring_create(struct ring *r); /* false: no memory */
void ring_free(struct ring *r);
/* count <= RING_SIZE */
void ring_append(struct ring *r, const uint8_t *bytes, size_t count);
/* The bytes that lie together from `position` on; *count becomes how many. */
const uint8_t *ring_at(const struct ring *r, uint64_t position, size_t *count);
/*
 * Where a replay may begin so that no escape sequence or character is cut: the ring's begin when it
 * holds everything, else preferably a line's start. *modes becomes the state there, *alternate
 * whether the ring ends in the alternate screen.
 */
uint64_t ring_replay_from(const struct ring *r, struct modes *modes, bool *alternate);

#endif
