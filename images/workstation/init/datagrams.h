/*
 * Datagrams to published UDP ports. Each program that sends to one has a connection of its own to
 * the backend's socket, which begins with a zero and the port's number (u16 each, big-endian); then
 * comes, both ways, one u16 length before each datagram. What finds no room is lost, as datagrams
 * are; who has said and heard nothing for a while is forgotten, as is the quietest for a new one.
 */
#ifndef ESCALE_DATAGRAMS_H
#define ESCALE_DATAGRAMS_H

#include <poll.h>
#include <stdint.h>

enum { DATAGRAM_TALKS_MAX = 32, DATAGRAM_IDLE_MS = 30 * 1000 };

/* Takes one datagram that waits on `socket`, which is bound to `port`. */
void datagrams_receive(int socket, uint16_t port, int64_t now);
/* `socket` is about to be closed: nobody who sent to it is answered any more. */
void datagrams_forget(int socket);
/* polls has room for DATAGRAM_TALKS_MAX entries */
void datagrams_poll(struct pollfd *polls);
void datagrams_ready(const struct pollfd *polls, int64_t now);
/* When datagrams_step wants to be called again; -1: no need. */
int64_t datagrams_deadline(void);
void datagrams_step(int64_t now);

#endif
