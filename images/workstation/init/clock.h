/* Milliseconds of the monotonic clock: every deadline of escale-init is one of these; -1 is never. */
#ifndef ESCALE_CLOCK_H
#define ESCALE_CLOCK_H

#include <stdint.h>
#include <time.h>

static inline int64_t clock_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
static inline int64_t sooner(int64_t a, int64_t b) {
  return a < 0 ? b : b < 0 || a < b ? a : b;
}

#endif
