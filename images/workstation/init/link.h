/*
 * The one connection to the backend: made by us, made again as soon as it is lost. Frames go out
 * through a bounded buffer; part of it is kept for control frames, so that they always find room.
 */
#ifndef ESCALE_LINK_H
#define ESCALE_LINK_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LINK_RETRY_MS = 150 };

void link_path(const char *path);
bool link_up(void);
/* Tries to connect when it is down and time has come. True: just connected, say hello. */
bool link_connect(int64_t now);
/* When link_connect wants to be called again; -1: no need. */
int64_t link_next_try(void);
/* What to poll for; fd -1 when down. */
struct pollfd link_poll(void);
/* Reads and dispatches frames after poll. */
void link_readable(void);
/* Sends what is queued, as far as the socket takes it. */
void link_flush(void);
void link_cut(void);
/* Cuts it for good. */
void link_end(void);

/* Room for the payload of one data frame (OUTPUT, SNAPSHOT), 0 when it is better to wait. */
size_t link_room(void);
/* Where to write up to link_room() bytes of payload; then link_commit says how many it became. */
uint8_t *link_data(void);
void link_commit(uint8_t kind, uint16_t id, size_t length);
/* A control frame: payload of at most 512 bytes. */
void link_send(uint8_t kind, uint16_t id, const uint8_t *payload, size_t length);

#endif
