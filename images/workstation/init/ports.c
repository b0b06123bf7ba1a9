#include "ports.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "frames.h"
#include "relays.h"

enum { BACKLOG = 32 };

/* number 0: unused; fd[1] is -1 where the machine has no ::1 */
static struct { uint16_t number; int fd[2]; } all[PORTS_MAX];

static int listening(const struct sockaddr *address, socklen_t length) {
  const int fd = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  /* so that a container started again finds its port, whatever connections are still ending */
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
  if (address->sa_family == AF_INET6)
    setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &(int){1}, sizeof(int));
  if (bind(fd, address, length) == 0 && listen(fd, BACKLOG) == 0) return fd;
  close(fd);
  return -1;
}

static bool open_port(size_t slot, uint16_t number) {
  const struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons(number),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  const struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons(number),
                                   .sin6_addr = IN6ADDR_LOOPBACK_INIT};
  all[slot].fd[0] = listening((const struct sockaddr *)&four, sizeof four);
  if (all[slot].fd[0] < 0) return false;
  all[slot].fd[1] = listening((const struct sockaddr *)&six, sizeof six);
  all[slot].number = number;
  return true;
}

static void close_port(size_t slot) {
  for (int i = 0; i < 2; i++)
    if (all[slot].fd[i] >= 0) close(all[slot].fd[i]);
  all[slot].number = 0;
}

static bool among(const uint8_t *wanted, size_t count, uint16_t number) {
  for (size_t i = 0; i < count; i++)
    if (get16(wanted + 2 * i) == number) return true;
  return false;
}

/* The slot of that number (0: a free one), PORTS_MAX for none. */
static size_t slot_of(uint16_t number) {
  size_t slot = 0;
  while (slot < PORTS_MAX && all[slot].number != number) slot++;
  return slot;
}

size_t ports_set(const uint8_t *wanted, size_t count, uint8_t *failed) {
  size_t failures = 0;
  for (size_t slot = 0; slot < PORTS_MAX; slot++)
    if (all[slot].number && !among(wanted, count, all[slot].number)) close_port(slot);
  for (size_t i = 0; i < count; i++) {
    const uint16_t number = get16(wanted + 2 * i);
    if (number && slot_of(number) < PORTS_MAX) continue;
    const size_t slot = slot_of(0);
    if (number == 0 || slot == PORTS_MAX || !open_port(slot, number))
      put16(failed + 2 * failures++, number);
  }
  return failures;
}

void ports_poll(struct pollfd *polls, bool open) {
  for (int i = 0; i < PORTS_POLLS; i++) {
    const bool used = open && all[i / 2].number;
    polls[i] = (struct pollfd){.fd = used ? all[i / 2].fd[i % 2] : -1, .events = POLLIN};
  }
}

void ports_ready(const struct pollfd *polls) {
  for (int i = 0; i < PORTS_POLLS; i++) {
    if (polls[i].fd < 0 || !polls[i].revents || !all[i / 2].number || !relays_room()) continue;
    if (all[i / 2].fd[i % 2] != polls[i].fd) continue; /* closed meanwhile */
    const int client = accept4(polls[i].fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (client >= 0) relays_take(client, all[i / 2].number);
  }
}
