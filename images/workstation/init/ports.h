/*
 * The ports that the learner's containers publish, as the backend says them: each is listened on
 * here, in the workstation's own network namespace, on the loopback addresses alone.
 */
#ifndef ESCALE_PORTS_H
#define ESCALE_PORTS_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PORTS_MAX = 64, PORTS_POLLS = 2 * PORTS_MAX, PORTS_WORDS = 2 * PORTS_MAX };

/*
 * Listens on exactly these ports (frames.h: `count` big-endian words of two bytes), no more and no
 * less; connections already taken go on. Writes those that could not be had to `failed`, which has
 * room for PORTS_WORDS; returns how many words.
 */
size_t ports_set(const uint8_t *wanted, size_t count, uint8_t *failed);
/* polls has room for PORTS_POLLS entries; `open`: whether one more connection can be taken */
void ports_poll(struct pollfd *polls, bool open);
/* Takes what waits: connections go to relays.h, datagrams to datagrams.h. */
void ports_ready(const struct pollfd *polls, int64_t now);

#endif
