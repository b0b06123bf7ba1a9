/* What each frame of the backend makes happen. A frame for a terminal that is no more is no error. */
#include "clock.h"
#include "frames.h"
#include "link.h"
#include "ports.h"
#include "terminals.h"

static void open_terminal(uint16_t id, uint16_t cols, uint16_t rows) {
  const uint8_t refusal = (uint8_t)terminals_open(id, cols, rows);
  if (refusal) link_send(FRAME_REFUSED, id, &refusal, 1);
  else link_send(FRAME_OPENED, id, NULL, 0);
}

static void listen_on(uint16_t tag, const uint8_t *wanted, size_t count) {
  uint8_t failed[2 * PORTS_WORDS];
  const size_t failures = ports_set(wanted, count, failed);
  link_send(FRAME_PORTS_SET, tag, failed, 2 * failures);
}

int frame_received(uint8_t kind, uint16_t id, const uint8_t *payload, size_t length) {
  struct terminal *t = terminals_find(id);
  switch (kind) {
    case FRAME_OPEN:
      if (length != 4 || id == 0) return 0;
      open_terminal(id, get16(payload), get16(payload + 2));
      return 1;
    case FRAME_INPUT:
      if (t) terminal_typed(t, payload, length);
      return 1;
    case FRAME_RESIZE:
      if (length != 4) return 0;
      if (t) terminal_resize(t, get16(payload), get16(payload + 2));
      return 1;
    case FRAME_CLOSE:
      if (t) terminal_close(t, clock_ms());
      else link_send(FRAME_CLOSED, id, NULL, 0);
      return 1;
    case FRAME_REPLAY:
      if (length != 4) return 0;
      return !t || terminal_replay(t, get32(payload));
    case FRAME_CREDIT:
      if (length != 4) return 0;
      if (t) t->credit += get32(payload);
      return 1;
    case FRAME_DETACH:
      if (t) {
        const bool told = t->told;
        terminal_detach(t);
        t->told = told;
      }
      return 1;
    case FRAME_PORTS:
      if (length % 2 || length > 2 * PORTS_WORDS) return 0;
      listen_on(id, payload, length / 2);
      return 1;
    default: return 0;
  }
}
