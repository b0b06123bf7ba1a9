/*
 * What a terminal emulator remembers beyond its screen: DEC private modes, alternate screen, keypad,
 * character sets, scroll region, cursor shape. Fed with any bytes in any pieces; can say the escape
 * sequences that bring a freshly reset terminal to the same state.
 * Grammar: ECMA-48 and https://vt100.net/emu/dec_ansi_parser; modes: xterm's ctlseqs.
 */
#ifndef ESCALE_MODES_H
#define ESCALE_MODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MODES_PARAMS = 16, MODES_PREFACE_MAX = 512 };

struct modes {
  uint8_t state, marker, intermediate, count;
  uint16_t params[MODES_PARAMS];
  uint32_t flags; /* one bit for each tracked private mode, see modes.c */
  bool insert, keypad, shifted;
  uint8_t g0, g1;
  uint16_t top, bottom; /* scroll region, 0 0: the whole screen */
  uint8_t cursor_style;
};

void modes_reset(struct modes *m);
void modes_feed(struct modes *m, const uint8_t *bytes, size_t count);
/* True between escape sequences: a replay may begin here. */
bool modes_ground(const struct modes *m);
bool modes_alternate_screen(const struct modes *m);
/* Writes at most MODES_PREFACE_MAX bytes; returns how many. */
size_t modes_preface(const struct modes *m, uint8_t *out);

#endif
