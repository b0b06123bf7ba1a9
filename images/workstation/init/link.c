#include "link.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "clock.h"
#include "frames.h"
#include "terminals.h"

enum { OUT_SIZE = 128 * 1024, CONTROL_RESERVE = 16 * 1024, DATA_MAX = 32 * 1024, DATA_MIN = 4096 };

static struct sockaddr_un address = {.sun_family = AF_UNIX};
static int fd = -1;
static int64_t next_try;
static uint8_t in[FRAME_HEADER + FRAME_MAX], out[OUT_SIZE];
static size_t in_length, out_begin, out_end;

void link_path(const char *path) {
  strncpy(address.sun_path, path, sizeof address.sun_path - 1);
}

bool link_up(void) { return fd >= 0; }
int64_t link_next_try(void) { return fd >= 0 || next_try == INT64_MAX ? -1 : next_try; }

bool link_connect(int64_t now) {
  if (fd >= 0 || now < next_try) return false;
  next_try = now + LINK_RETRY_MS;
  fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return false;
  if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0) {
    close(fd);
    fd = -1;
    return false;
  }
  in_length = out_begin = out_end = 0;
  return true;
}

void link_cut(void) {
  if (fd < 0) return;
  close(fd);
  fd = -1;
  next_try = clock_ms() + LINK_RETRY_MS;
  terminals_detach_all();
}

void link_end(void) {
  link_cut();
  next_try = INT64_MAX;
}

/* Bytes that may still be queued, after moving what waits to the front when that helps. */
static size_t free_space(void) {
  if (out_begin == out_end) out_begin = out_end = 0;
  else if (out_begin > OUT_SIZE / 2) {
    memmove(out, out + out_begin, out_end - out_begin);
    out_end -= out_begin;
    out_begin = 0;
  }
  return OUT_SIZE - out_end;
}

struct pollfd link_poll(void) {
  struct pollfd p = {.fd = fd};
  /* without room for the answers, no more questions */
  if (free_space() >= CONTROL_RESERVE / 2) p.events |= POLLIN;
  if (out_end > out_begin) p.events |= POLLOUT;
  return p;
}

void link_flush(void) {
  while (fd >= 0 && out_end > out_begin) {
    const ssize_t n = send(fd, out + out_begin, out_end - out_begin, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
    if (n <= 0) return link_cut();
    out_begin += (size_t)n;
  }
}

void link_readable(void) {
  const ssize_t n = recv(fd, in + in_length, sizeof in - in_length, 0);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (n <= 0) return link_cut();
  in_length += (size_t)n;
  size_t at = 0;
  while (in_length - at >= FRAME_HEADER) {
    const uint8_t *frame = in + at;
    const uint32_t length = get32(frame + 3);
    if (length > FRAME_MAX) return link_cut();
    if (in_length - at < FRAME_HEADER + length) break;
    if (free_space() < 1024) link_flush();
    if (!frame_received(frame[0], get16(frame + 1), frame + FRAME_HEADER, length))
      return link_cut();
    if (fd < 0) return;
    at += FRAME_HEADER + length;
  }
  memmove(in, in + at, in_length - at);
  in_length -= at;
}

size_t link_room(void) {
  const size_t space = fd < 0 ? 0 : free_space();
  if (space < CONTROL_RESERVE + FRAME_HEADER + DATA_MIN) return 0;
  const size_t room = space - CONTROL_RESERVE - FRAME_HEADER;
  return room < DATA_MAX ? room : DATA_MAX;
}

uint8_t *link_data(void) { return out + out_end + FRAME_HEADER; }

void link_commit(uint8_t kind, uint16_t id, size_t length) {
  out[out_end] = kind;
  put16(out + out_end + 1, id);
  put32(out + out_end + 3, (uint32_t)length);
  out_end += FRAME_HEADER + length;
}

void link_send(uint8_t kind, uint16_t id, const uint8_t *payload, size_t length) {
  if (fd < 0) return;
  if (free_space() < FRAME_HEADER + length) return link_cut(); /* the other side does not read */
  if (length > 0) memcpy(link_data(), payload, length);
  link_commit(kind, id, length);
}
