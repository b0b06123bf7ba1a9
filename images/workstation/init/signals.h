/*
 * The two signals that escale-init hears: a child ended, and the engine asks to stop.
 * The kernel keeps every other signal of the learner from a PID 1 that handles none.
 */
#ifndef ESCALE_SIGNALS_H
#define ESCALE_SIGNALS_H

#include <stdbool.h>

/* Returns the descriptor to poll for reading, -1 on failure. */
int signals_open(void);
/* True when the engine asked to stop. */
bool signals_read(int fd);
/* Reaps every child that has ended, shells and orphans alike. */
void signals_reap(void);

#endif
