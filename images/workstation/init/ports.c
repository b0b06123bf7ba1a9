#include "ports.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "datagrams.h"
#include "frames.h"
#include "relays.h"

enum { BACKLOG = 32 };

struct port { uint16_t number; bool udp; };

/* number 0: unused; fd[1] is -1 where the machine has no ::1 */
static struct { struct port port; int fd[2]; } all[PORTS_MAX];

static bool same(struct port a, struct port b) { return a.number == b.number && a.udp == b.udp; }

static int listening(const struct sockaddr *address, socklen_t length, bool udp) {
  const int type = (udp ? SOCK_DGRAM : SOCK_STREAM) | SOCK_NONBLOCK | SOCK_CLOEXEC;
  const int fd = socket(address->sa_family, type, 0);
  if (fd < 0) return -1;
  /* so that a container started again finds its port, whatever connections are still ending */
  if (!udp) setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
  if (address->sa_family == AF_INET6)
    setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &(int){1}, sizeof(int));
  if (bind(fd, address, length) == 0 && (udp || listen(fd, BACKLOG) == 0)) return fd;
  close(fd);
  return -1;
}

static bool open_port(size_t slot, struct port port) {
  const struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons(port.number),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  const struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons(port.number),
                                   .sin6_addr = IN6ADDR_LOOPBACK_INIT};
  all[slot].fd[0] = listening((const struct sockaddr *)&four, sizeof four, port.udp);
  if (all[slot].fd[0] < 0) return false;
  all[slot].fd[1] = listening((const struct sockaddr *)&six, sizeof six, port.udp);
  all[slot].port = port;
  return true;
}

static void close_port(size_t slot) {
  for (int i = 0; i < 2; i++) {
    const int fd = all[slot].fd[i];
    if (fd < 0) continue;
    if (all[slot].port.udp) datagrams_forget(fd);
    close(fd);
  }
  all[slot].port = (struct port){0};
}

/* Reads the port at word `*at` and moves behind it. */
static struct port next(const uint8_t *words, size_t count, size_t *at) {
  const uint16_t word = get16(words + 2 * (*at)++);
  if (word || *at == count) return (struct port){.number = word};
  return (struct port){.number = get16(words + 2 * (*at)++), .udp = true};
}

static bool among(const uint8_t *wanted, size_t count, struct port port) {
  for (size_t at = 0; at < count;)
    if (same(next(wanted, count, &at), port)) return true;
  return false;
}

/* The slot of that port (number 0: a free one), PORTS_MAX for none. */
static size_t slot_of(struct port port) {
  size_t slot = 0;
  while (slot < PORTS_MAX && !same(all[slot].port, port)) slot++;
  return slot;
}

size_t ports_set(const uint8_t *wanted, size_t count, uint8_t *failed) {
  size_t failures = 0;
  for (size_t slot = 0; slot < PORTS_MAX; slot++)
    if (all[slot].port.number && !among(wanted, count, all[slot].port)) close_port(slot);
  for (size_t at = 0; at < count;) {
    const struct port port = next(wanted, count, &at);
    if (port.number && slot_of(port) < PORTS_MAX) continue;
    const size_t slot = slot_of((struct port){0});
    if (port.number && slot < PORTS_MAX && open_port(slot, port)) continue;
    if (port.udp) put16(failed + 2 * failures++, 0);
    put16(failed + 2 * failures++, port.number);
  }
  return failures;
}

void ports_poll(struct pollfd *polls, bool open) {
  for (int i = 0; i < PORTS_POLLS; i++) {
    const struct port port = all[i / 2].port;
    const bool used = port.number && (port.udp || open);
    polls[i] = (struct pollfd){.fd = used ? all[i / 2].fd[i % 2] : -1, .events = POLLIN};
  }
}

void ports_ready(const struct pollfd *polls, int64_t now) {
  for (int i = 0; i < PORTS_POLLS; i++) {
    const struct port port = all[i / 2].port;
    if (polls[i].fd < 0 || !polls[i].revents || !port.number) continue;
    if (all[i / 2].fd[i % 2] != polls[i].fd) continue; /* closed meanwhile */
    if (port.udp) {
      datagrams_receive(polls[i].fd, port.number, now);
      continue;
    }
    if (!relays_room()) continue;
    const int client = accept4(polls[i].fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (client >= 0) relays_take(client, port.number);
  }
}
