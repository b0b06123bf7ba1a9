/**
 * The binary frames of one terminal's WebSocket, browser ⇄ backend (web only pipes them).
 * First byte: kind; numbers big-endian.
 *
 * browser → backend
 *   0 INPUT    bytes typed, UTF-8
 *   1 RESIZE   u16 cols, u16 rows
 *   2 ACK      u32 bytes of OUTPUT and SNAPSHOT that the terminal has drawn since the last ACK;
 *              the backend stops reading the program after `windowBytes` unacknowledged
 *   3 KEYBOARD u8 1 or 0, 8 bytes watch, u32 request: the terminal's owner lets whoever looks type
 *              too (1, in answer to this very request), or no longer (0; the request is not read)
 * backend → browser
 *   0 OUTPUT          bytes
 *   1 SNAPSHOT_START  u16 cols, u16 rows: reset the terminal; what follows is the past
 *   2 SNAPSHOT        bytes of the past: drawn, but whatever the terminal would answer to them
 *                     (cursor reports, colour queries) must not be sent as INPUT
 *   3 SNAPSHOT_END    the past ends: typing goes through again
 *   4 EXIT            i32 exit status of the shell; the socket then closes with `closeCodes.exited`
 *   5 HEARTBEAT       each `heartbeatMs`; a browser that sees nothing for three of them reconnects
 *   6 RESIZED         u16 cols, u16 rows: to those who watch, whose terminal follows the owner's
 *
 * Whoever watches another's terminal (lib/protocol/watch.ts) sends ACK alone. INPUT of theirs goes
 * nowhere unless the owner lets them type at this moment; anything else ends their connection.
 */
export const clientFrame = { input: 0, resize: 1, ack: 2, keyboard: 3 } as const;
export const serverFrame = {
  output: 0,
  snapshotStart: 1,
  snapshot: 2,
  snapshotEnd: 3,
  exit: 4,
  heartbeat: 5,
  resized: 6,
} as const;

/** Most bytes sent to one browser and not yet acknowledged. */
export const windowBytes = 256 * 1024;
/** The browser acknowledges at least each time it has drawn this many bytes, and when idle. */
export const ackEveryBytes = 32 * 1024;
/** Largest single INPUT frame; longer pastes are split by the browser. */
export const maxInputBytes = 64 * 1024;
export const heartbeatMs = 5_000;

/** WebSocket close codes of our own (4000 to 4999 are the application's, RFC 6455 §7.4.2). */
export const closeCodes = {
  /** the shell ended: do not reconnect */
  exited: 4000,
  /** no such terminal or workspace any more: ask for the workspace's view again */
  gone: 4004,
  /** this browser drew too slowly and was let go: reconnect for a fresh screen */
  lagging: 4008,
  /** a frame was not understood */
  protocol: 4002,
  /** the session was revoked */
  unauthorized: 4001,
  /** backend restarting or unreachable: reconnect */
  restarting: 4012,
} as const;
