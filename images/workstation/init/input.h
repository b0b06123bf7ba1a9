/*
 * What was typed and the program has not read yet. The kernel's own queue comes first; beyond it,
 * INPUT_MAX bytes are kept here. What exceeds that is dropped: a program that reads nothing must
 * neither stop the other terminals nor fill the memory.
 */
#ifndef ESCALE_INPUT_H
#define ESCALE_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { INPUT_MAX = 1024 * 1024 };

struct input {
  uint8_t *data;
  size_t begin, end, capacity;
};

/*
 * Writes to the pty, queues the rest. A lone interrupt, quit or suspend key overtakes the queue and
 * empties it, as it does in the kernel (termios, NOFLSH). False: some bytes were dropped.
 */
bool input_typed(struct input *in, int master, const uint8_t *bytes, size_t count);
/* The pty takes bytes again. */
void input_writable(struct input *in, int master);
bool input_waiting(const struct input *in);
void input_clear(struct input *in);

#endif
