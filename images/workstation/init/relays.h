/*
 * Connections to published ports: each one is joined to one of its own to the backend's socket,
 * which begins with the port's number (u16, big-endian). What is in flight is bounded.
 */
#ifndef ESCALE_RELAYS_H
#define ESCALE_RELAYS_H

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

enum { RELAYS_MAX = 64, RELAYS_POLLS = 2 * RELAYS_MAX };

void relays_path(const char *path);
/* One more connection to the backend's socket, -1: it cannot be had. */
int relays_backend(void);
/* Whether one more connection can be taken. */
bool relays_room(void);
/* Owns `client` from now on. */
void relays_take(int client, uint16_t port);
/* polls has room for RELAYS_POLLS entries */
void relays_poll(struct pollfd *polls);
void relays_ready(const struct pollfd *polls);

#endif
