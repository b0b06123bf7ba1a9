#include "modes.h"

#include <stdio.h>
#include <string.h>

enum { GROUND, ESCAPE, ESCAPE_INTERMEDIATE, CSI, CSI_IGNORE, OSC, STRING };

static const struct { uint16_t number; bool at_reset; } tracked[] = {
  {1, false},    /* application cursor keys */
  {6, false},    /* origin */
  {7, true},     /* autowrap */
  {9, false}, {1000, false}, {1002, false}, {1003, false}, /* mouse */
  {1004, false}, /* focus reports */
  {1005, false}, {1006, false}, {1015, false}, {1016, false}, /* mouse encodings */
  {12, false},   /* blinking cursor */
  {25, true},    /* cursor visible */
  {45, false},   /* reverse wraparound */
  {2004, false}, /* bracketed paste */
  {47, false}, {1047, false}, {1049, false}, /* alternate screen */
};
enum { TRACKED = sizeof tracked / sizeof tracked[0], FIRST_ALTERNATE = TRACKED - 3 };
static const uint32_t alternate = 7u << FIRST_ALTERNATE;

void modes_reset(struct modes *m) {
  *m = (struct modes){.g0 = 'B', .g1 = 'B'};
  for (unsigned i = 0; i < TRACKED; i++)
    if (tracked[i].at_reset) m->flags |= 1u << i;
}

bool modes_ground(const struct modes *m) { return m->state == GROUND; }
bool modes_alternate_screen(const struct modes *m) { return (m->flags & alternate) != 0; }

/* DECSTR, soft reset: leaves mouse, paste and alternate screen alone. */
static void soft_reset(struct modes *m) {
  struct modes fresh;
  modes_reset(&fresh);
  const uint32_t kept = ~0x7u & ~(1u << 13); /* all but modes 1, 6, 7 and 25 */
  fresh.flags = (m->flags & kept) | (fresh.flags & ~kept);
  fresh.cursor_style = m->cursor_style;
  *m = fresh;
}

static void private_mode(struct modes *m, uint16_t number, bool on) {
  for (unsigned i = 0; i < TRACKED; i++) {
    if (tracked[i].number != number) continue;
    const uint32_t bit = 1u << i;
    if (i >= FIRST_ALTERNATE) m->flags &= ~alternate; /* any of the three leaves it */
    m->flags = on ? m->flags | bit : m->flags & ~bit;
  }
}

static void csi_final(struct modes *m, uint8_t final) {
  const bool on = final == 'h';
  if (m->marker == '?' && !m->intermediate && (final == 'h' || final == 'l')) {
    for (unsigned i = 0; i < m->count; i++) private_mode(m, m->params[i], on);
  } else if (!m->marker && !m->intermediate && (final == 'h' || final == 'l')) {
    for (unsigned i = 0; i < m->count; i++)
      if (m->params[i] == 4) m->insert = on;
  } else if (!m->marker && !m->intermediate && final == 'r') {
    m->top = m->params[0];
    m->bottom = m->count > 1 ? m->params[1] : 0;
  } else if (!m->marker && m->intermediate == ' ' && final == 'q') {
    m->cursor_style = (uint8_t)(m->params[0] <= 6 ? m->params[0] : 0);
  } else if (!m->marker && m->intermediate == '!' && final == 'p') {
    soft_reset(m);
  }
}

static void escape_final(struct modes *m, uint8_t final) {
  m->state = GROUND;
  if (m->intermediate == '(') m->g0 = final;
  else if (m->intermediate == ')') m->g1 = final;
  else if (m->intermediate) return;
  else if (final == 'c') modes_reset(m);
  else if (final == '=') m->keypad = true;
  else if (final == '>') m->keypad = false;
}

static void escape_begins(struct modes *m) {
  m->state = ESCAPE;
  m->marker = m->intermediate = 0;
  m->count = 1;
  m->params[0] = 0;
}

static void in_escape(struct modes *m, uint8_t byte) {
  if (byte >= 0x20 && byte <= 0x2f) {
    m->intermediate = byte;
    m->state = ESCAPE_INTERMEDIATE;
  } else if (m->state == ESCAPE && byte == '[') m->state = CSI;
  else if (m->state == ESCAPE && byte == ']') m->state = OSC;
  else if (m->state == ESCAPE && (byte == 'P' || byte == 'X' || byte == '^' || byte == '_'))
    m->state = STRING;
  else if (byte >= 0x30 && byte <= 0x7e) escape_final(m, byte);
}

static void in_csi(struct modes *m, uint8_t byte) {
  if (byte >= '0' && byte <= '9') {
    uint16_t *p = &m->params[m->count - 1];
    *p = (uint16_t)(*p > 6000 ? 65535 : *p * 10 + (byte - '0'));
  } else if (byte == ';') {
    if (m->count == MODES_PARAMS) m->state = CSI_IGNORE;
    else m->params[m->count++] = 0;
  } else if (byte == ':') m->state = CSI_IGNORE;
  else if (byte >= 0x3c && byte <= 0x3f) m->marker = byte;
  else if (byte >= 0x20 && byte <= 0x2f) m->intermediate = byte;
  else if (byte >= 0x40 && byte <= 0x7e) {
    m->state = GROUND;
    csi_final(m, byte);
  }
}

static void feed_byte(struct modes *m, uint8_t byte) {
  if (byte == 0x1b) return escape_begins(m);
  if (byte == 0x18 || byte == 0x1a) { /* CAN, SUB */
    m->state = GROUND;
    return;
  }
  switch (m->state) {
    case GROUND:
      if (byte == 0x0e) m->shifted = true;
      else if (byte == 0x0f) m->shifted = false;
      return;
    case ESCAPE:
    case ESCAPE_INTERMEDIATE: return in_escape(m, byte);
    case CSI: return in_csi(m, byte);
    case CSI_IGNORE:
      if (byte >= 0x40 && byte <= 0x7e) m->state = GROUND;
      return;
    case OSC:
      if (byte == 0x07) m->state = GROUND;
      return;
    default: return; /* STRING: ends with ESC \, CAN or SUB */
  }
}

void modes_feed(struct modes *m, const uint8_t *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    /* plain text, nearly all there is, means nothing here */
    while (m->state == GROUND && i < count && bytes[i] >= 0x20) i++;
    if (i < count) feed_byte(m, bytes[i]);
  }
}

size_t modes_preface(const struct modes *m, uint8_t *out) {
  char *at = (char *)out;
  struct modes fresh;
  modes_reset(&fresh);
  for (unsigned n = 0; n < TRACKED; n++) { /* the alternate screen first: it has a state of its own */
    const unsigned i = (n + FIRST_ALTERNATE) % TRACKED;
    const uint32_t bit = 1u << i;
    if ((m->flags ^ fresh.flags) & bit)
      at += sprintf(at, "\x1b[?%u%c", tracked[i].number, m->flags & bit ? 'h' : 'l');
  }
  if (m->insert) at += sprintf(at, "\x1b[4h");
  if (m->keypad) at += sprintf(at, "\x1b=");
  if (m->g0 != 'B') at += sprintf(at, "\x1b(%c", m->g0);
  if (m->g1 != 'B') at += sprintf(at, "\x1b)%c", m->g1);
  if (m->shifted) at += sprintf(at, "\x0e");
  if (m->top || m->bottom) at += sprintf(at, "\x1b[%u;%ur", m->top, m->bottom);
  if (m->cursor_style) at += sprintf(at, "\x1b[%u q", m->cursor_style);
  return (size_t)(at - (char *)out);
}
