#include "input.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

bool input_waiting(const struct input *in) { return in->end > in->begin; }

void input_clear(struct input *in) {
  free(in->data);
  *in = (struct input){0};
}

static size_t write_some(int master, const uint8_t *bytes, size_t count) {
  size_t done = 0;
  while (done < count) {
    const ssize_t n = write(master, bytes + done, count - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EIO) return count; /* nobody will ever read it */
    if (n <= 0) break;
    done += (size_t)n;
  }
  return done;
}

/* The signal that this key means on that terminal now; 0: an ordinary key. */
static int signal_of(int master, uint8_t key) {
  struct termios t;
  if (tcgetattr(master, &t) < 0 || !(t.c_lflag & ISIG) || (t.c_lflag & NOFLSH) || key == 0) return 0;
  if (key == t.c_cc[VINTR]) return SIGINT;
  if (key == t.c_cc[VQUIT]) return SIGQUIT;
  if (key == t.c_cc[VSUSP]) return SIGTSTP;
  return 0;
}

static bool enqueue(struct input *in, const uint8_t *bytes, size_t count) {
  const size_t used = in->end - in->begin;
  const size_t kept = count < INPUT_MAX - used ? count : INPUT_MAX - used;
  if (in->begin > 0) {
    memmove(in->data, in->data + in->begin, used);
    in->begin = 0;
    in->end = used;
  }
  if (used + kept > in->capacity) {
    const size_t wanted = used + kept < INPUT_MAX / 2 ? 2 * (used + kept) : INPUT_MAX;
    uint8_t *larger = realloc(in->data, wanted);
    if (!larger) return false;
    in->data = larger;
    in->capacity = wanted;
  }
  memcpy(in->data + used, bytes, kept);
  in->end = used + kept;
  return kept == count;
}

bool input_typed(struct input *in, int master, const uint8_t *bytes, size_t count) {
  if (input_waiting(in)) {
    const int signal = count == 1 ? signal_of(master, bytes[0]) : 0;
    if (signal == 0) return enqueue(in, bytes, count);
    input_clear(in);
    tcflush(master, TCOFLUSH);
    ioctl(master, TIOCSIG, signal);
    return true;
  }
  const size_t done = write_some(master, bytes, count);
  return done == count || enqueue(in, bytes + done, count - done);
}

void input_writable(struct input *in, int master) {
  in->begin += write_some(master, in->data + in->begin, in->end - in->begin);
  if (!input_waiting(in)) input_clear(in);
}
