#include "relays.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "frames.h"

enum { FLOW_SIZE = 32 * 1024, CLIENT = 0, BACKEND = 1 };

/* Bytes on their way from one end to the other. */
struct flow {
  uint8_t data[FLOW_SIZE];
  size_t begin, end;
  bool ended; /* the source will send no more */
  bool shut;  /* and its end was told to the destination */
};
/* flows[end] is what came from that end */
struct relay {
  int fd[2];
  struct flow flows[2];
};

static struct sockaddr_un address = {.sun_family = AF_UNIX};
static struct relay *all[RELAYS_MAX];

void relays_path(const char *path) {
  strncpy(address.sun_path, path, sizeof address.sun_path - 1);
}

static int unused(void) {
  for (int i = 0; i < RELAYS_MAX; i++)
    if (!all[i]) return i;
  return -1;
}

bool relays_room(void) { return unused() >= 0; }

int relays_backend(void) {
  const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  /* a unix socket connects at once, or its other side has too much to do, or is away */
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) == 0) return fd;
  close(fd);
  return -1;
}

void relays_take(int client, uint16_t port) {
  const int slot = unused();
  const int backend = relays_backend();
  struct relay *r = slot < 0 ? NULL : calloc(1, sizeof *r);
  if (!r || backend < 0) {
    free(r);
    if (backend >= 0) close(backend);
    close(client);
    return;
  }
  r->fd[CLIENT] = client;
  r->fd[BACKEND] = backend;
  put16(r->flows[CLIENT].data, port);
  r->flows[CLIENT].end = 2;
  all[slot] = r;
}

static void drop(int slot) {
  close(all[slot]->fd[CLIENT]);
  close(all[slot]->fd[BACKEND]);
  free(all[slot]);
  all[slot] = NULL;
}

static bool holds(const struct flow *f) { return f->end > f->begin; }

void relays_poll(struct pollfd *polls) {
  for (int i = 0; i < RELAYS_POLLS; i++) {
    polls[i] = (struct pollfd){.fd = -1};
    const struct relay *r = all[i / 2];
    const int side = i % 2;
    if (!r) continue;
    if (!r->flows[side].ended && !holds(&r->flows[side])) polls[i].events |= POLLIN;
    if (holds(&r->flows[1 - side])) polls[i].events |= POLLOUT;
    /* without interest, a hang-up would wake us for nothing */
    if (polls[i].events) polls[i].fd = r->fd[side];
  }
}

static bool again(void) { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

/* False: that end is broken. */
static bool fill(struct flow *f, int source) {
  const ssize_t n = recv(source, f->data, sizeof f->data, 0);
  if (n < 0) return again();
  f->begin = 0;
  f->end = (size_t)n;
  f->ended = n == 0;
  return true;
}

/* Who does not listen any more may still have spoken: only this flow is over then. */
static void empty_into(struct flow *f, int destination) {
  while (holds(f)) {
    const ssize_t n = send(destination, f->data + f->begin, f->end - f->begin, MSG_NOSIGNAL);
    if (n < 0 && again()) return;
    if (n < 0) f->ended = f->shut = true;
    f->begin = n < 0 ? f->end : f->begin + (size_t)n;
  }
}

/* One turn of one end of a relay; false: the relay is over. */
static bool turn(struct relay *r, int side, short events) {
  struct flow *in = &r->flows[side], *back = &r->flows[1 - side];
  if (events & POLLERR) return false;
  empty_into(back, r->fd[side]);
  if (events & (POLLIN | POLLHUP) && !in->ended && !holds(in) && !fill(in, r->fd[side]))
    return false;
  empty_into(in, r->fd[1 - side]);
  for (int from = 0; from < 2; from++) {
    struct flow *f = &r->flows[from];
    if (!f->ended || f->shut || holds(f)) continue;
    shutdown(r->fd[1 - from], SHUT_WR);
    f->shut = true;
  }
  return !(in->shut && back->shut);
}

void relays_ready(const struct pollfd *polls) {
  for (int i = 0; i < RELAYS_POLLS; i++) {
    struct relay *r = all[i / 2];
    if (!r || polls[i].fd < 0 || polls[i].fd != r->fd[i % 2] || !polls[i].revents) continue;
    if (!turn(r, i % 2, polls[i].revents)) drop(i / 2);
  }
}
