#include "datagrams.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clock.h"
#include "frames.h"
#include "relays.h"

enum { LENGTH = 2, DATAGRAM_MAX = 0xffff, QUEUE = 2 * (LENGTH + DATAGRAM_MAX) };

/* One program in the workstation, and who answers it. */
struct talk {
  int backend;
  int socket; /* the one it sent to: answers leave from there */
  struct sockaddr_storage peer;
  socklen_t peer_length;
  int64_t last;
  /* to the backend */
  uint8_t out[QUEUE];
  size_t out_begin, out_end;
  /* from the backend, as far as it has come */
  uint8_t in[LENGTH + DATAGRAM_MAX];
  size_t in_length;
};

static struct talk *all[DATAGRAM_TALKS_MAX];

static void drop(int slot) {
  close(all[slot]->backend);
  free(all[slot]);
  all[slot] = NULL;
}

void datagrams_forget(int socket) {
  for (int i = 0; i < DATAGRAM_TALKS_MAX; i++)
    if (all[i] && all[i]->socket == socket) drop(i);
}

/* A free slot; without one, that of who has been quiet for longest. */
static int room(void) {
  int quietest = 0;
  for (int i = 0; i < DATAGRAM_TALKS_MAX; i++) {
    if (!all[i]) return i;
    if (all[i]->last < all[quietest]->last) quietest = i;
  }
  drop(quietest);
  return quietest;
}

static struct talk *find(int socket, const struct sockaddr_storage *peer, socklen_t length) {
  for (int i = 0; i < DATAGRAM_TALKS_MAX; i++)
    if (all[i] && all[i]->socket == socket && all[i]->peer_length == length &&
        memcmp(&all[i]->peer, peer, length) == 0)
      return all[i];
  return NULL;
}

static struct talk *begin(int socket, uint16_t port, const struct sockaddr_storage *peer,
                          socklen_t length) {
  const int backend = relays_backend();
  struct talk *t = backend < 0 ? NULL : calloc(1, sizeof *t);
  if (!t) {
    if (backend >= 0) close(backend);
    return NULL;
  }
  t->backend = backend;
  t->socket = socket;
  t->peer = *peer;
  t->peer_length = length;
  put16(t->out, 0);
  put16(t->out + LENGTH, port);
  t->out_end = 2 * LENGTH;
  all[room()] = t;
  return t;
}

/* Lost when there is no room for all of it. */
static void queue(struct talk *t, const uint8_t *data, size_t length) {
  memmove(t->out, t->out + t->out_begin, t->out_end - t->out_begin);
  t->out_end -= t->out_begin;
  t->out_begin = 0;
  if (t->out_end + LENGTH + length > sizeof t->out) return;
  put16(t->out + t->out_end, (uint32_t)length);
  memcpy(t->out + t->out_end + LENGTH, data, length);
  t->out_end += LENGTH + length;
}

void datagrams_receive(int socket, uint16_t port, int64_t now) {
  static uint8_t data[DATAGRAM_MAX];
  struct sockaddr_storage peer = {0};
  socklen_t length = sizeof peer;
  const ssize_t n =
      recvfrom(socket, data, sizeof data, MSG_DONTWAIT, (struct sockaddr *)&peer, &length);
  if (n < 0) return;
  struct talk *t = find(socket, &peer, length);
  if (!t) t = begin(socket, port, &peer, length);
  if (!t) return;
  t->last = now;
  queue(t, data, (size_t)n);
}

void datagrams_poll(struct pollfd *polls) {
  for (int i = 0; i < DATAGRAM_TALKS_MAX; i++) {
    const struct talk *t = all[i];
    polls[i] = (struct pollfd){.fd = t ? t->backend : -1, .events = POLLIN};
    if (t && t->out_end > t->out_begin) polls[i].events |= POLLOUT;
  }
}

static bool again(void) { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

/* False: the connection is broken. */
static bool send_out(struct talk *t) {
  const ssize_t n =
      send(t->backend, t->out + t->out_begin, t->out_end - t->out_begin, MSG_NOSIGNAL);
  if (n < 0) return again();
  t->out_begin += (size_t)n;
  return true;
}

/* False: it is over. */
static bool take_in(struct talk *t, int64_t now) {
  const ssize_t n = recv(t->backend, t->in + t->in_length, sizeof t->in - t->in_length, 0);
  if (n <= 0) return n < 0 && again();
  t->in_length += (size_t)n;
  size_t at = 0;
  while (t->in_length - at >= LENGTH) {
    const size_t length = get16(t->in + at);
    if (t->in_length - at < LENGTH + length) break;
    /* who does not listen any more has lost it */
    sendto(t->socket, t->in + at + LENGTH, length, MSG_DONTWAIT | MSG_NOSIGNAL,
           (const struct sockaddr *)&t->peer, t->peer_length);
    at += LENGTH + length;
    t->last = now;
  }
  memmove(t->in, t->in + at, t->in_length - at);
  t->in_length -= at;
  return true;
}

void datagrams_ready(const struct pollfd *polls, int64_t now) {
  for (int i = 0; i < DATAGRAM_TALKS_MAX; i++) {
    struct talk *t = all[i];
    if (!t || polls[i].fd != t->backend || !polls[i].revents) continue;
    bool going = !(polls[i].revents & POLLERR);
    if (going && polls[i].revents & POLLOUT) going = send_out(t);
    if (going && polls[i].revents & (POLLIN | POLLHUP)) going = take_in(t, now);
    if (!going) drop(i);
  }
}

int64_t datagrams_deadline(void) {
  int64_t first = -1;
  for (int i = 0; i < DATAGRAM_TALKS_MAX; i++)
    if (all[i]) first = sooner(first, all[i]->last + DATAGRAM_IDLE_MS);
  return first;
}

void datagrams_step(int64_t now) {
  for (int i = 0; i < DATAGRAM_TALKS_MAX; i++)
    if (all[i] && all[i]->last + DATAGRAM_IDLE_MS <= now) drop(i);
}
