/*
 * The link between escale-init and the backend: frames over one unix stream socket.
 * The same protocol in TypeScript: backend/terminals/link-frames.ts.
 *
 * frame = u8 kind, u16 terminal, u32 payload length (at most FRAME_MAX), payload. Big-endian.
 *
 * backend -> init
 *   1 OPEN      u16 cols, u16 rows    start a shell; answered by OPENED or REFUSED
 *   2 INPUT     bytes typed           kept up to INPUT_MAX while the program does not read; the
 *                                     rest is dropped, and a bell sounds
 *   3 RESIZE    u16 cols, u16 rows
 *   4 CLOSE     -                     hang up, then kill; answered by CLOSED
 *   5 REPLAY    u32 tag               one more viewer: answered by SNAPSHOT_START .. SNAPSHOT_END,
 *                                     after which the terminal is attached. When it was detached,
 *                                     its credit is now 0
 *   6 CREDIT    u32 bytes             so many more bytes of OUTPUT may be sent
 *   7 DETACH    -                     no viewer left: the program runs free into the ring
 *   8 PORTS     n x u16 port          listen on exactly these; `terminal` is a tag, answered by
 *                                     PORTS_SET. Since version 2. A zero before a port says UDP;
 *                                     an init that knows nothing of that gives the zero back
 * init -> backend
 *   16 HELLO          u8 version, u8 count, count x (u16 id, u8 alive, i32 status, u16 cols,
 *                     u16 rows): first frame of each connection
 *   17 OPENED         -
 *   18 REFUSED        u8 why: 1 too many terminals, 2 the machine would not (fork, pty)
 *   19 OUTPUT         bytes           only while attached, never beyond the credit
 *   20 SNAPSHOT_START u32 tag, u16 cols, u16 rows
 *   21 SNAPSHOT       bytes           the modes in force, then the ring
 *   22 SNAPSHOT_END   -
 *   23 EXIT           i32 status      the shell ended (128 + n: by signal n), all output is sent
 *   24 CLOSED         -               the terminal is no more
 *   25 PORTS_SET      n x u16 port    with that tag: all are listened on but these,
 *                                     written alike
 *
 * Every OUTPUT after SNAPSHOT_END is what follows that snapshot, with no gap and no repetition.
 */
#ifndef ESCALE_FRAMES_H
#define ESCALE_FRAMES_H

#include <stddef.h>
#include <stdint.h>

enum {
  FRAME_OPEN = 1, FRAME_INPUT, FRAME_RESIZE, FRAME_CLOSE, FRAME_REPLAY, FRAME_CREDIT, FRAME_DETACH,
  FRAME_PORTS,
  FRAME_HELLO = 16, FRAME_OPENED, FRAME_REFUSED, FRAME_OUTPUT, FRAME_SNAPSHOT_START,
  FRAME_SNAPSHOT, FRAME_SNAPSHOT_END, FRAME_EXIT, FRAME_CLOSED, FRAME_PORTS_SET,
};
enum { REFUSED_TOO_MANY = 1, REFUSED_BY_MACHINE = 2 };
enum { LINK_VERSION = 2, FRAME_HEADER = 7, FRAME_MAX = 64 * 1024 };

static inline void put16(uint8_t *at, uint32_t value) {
  at[0] = (uint8_t)(value >> 8);
  at[1] = (uint8_t)value;
}
static inline void put32(uint8_t *at, uint32_t value) {
  put16(at, value >> 16);
  put16(at + 2, value);
}
static inline uint16_t get16(const uint8_t *at) { return (uint16_t)(at[0] << 8 | at[1]); }
static inline uint32_t get32(const uint8_t *at) {
  return (uint32_t)get16(at) << 16 | get16(at + 2);
}

/* Acts on one frame of the backend (dispatch.c). False: not understood, the link is to be cut. */
int frame_received(uint8_t kind, uint16_t id, const uint8_t *payload, size_t length);

#endif
