/* Answers REPLAY: the modes in force, then the ring, in pieces as the link has room. */
#ifndef ESCALE_REPLAY_H
#define ESCALE_REPLAY_H

#include "terminal.h"

/* True when replay_step could go on at once. */
bool replay_waiting(const struct terminal *t);
void replay_step(struct terminal *t, int64_t now);

#endif
