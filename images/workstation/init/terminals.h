/* All terminals of the workstation, at most TERMINALS_MAX, the one started ahead included. */
#ifndef ESCALE_TERMINALS_H
#define ESCALE_TERMINALS_H

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "terminal.h"

enum { TERMINALS_MAX = 32 };

void terminals_shell(const char *path);
/* Starts a shell ahead of any demand, so that its prompt is there at once. */
void terminals_prefork(void);
/* The open terminal of that number, or NULL. */
struct terminal *terminals_find(uint16_t id);
/* 0, or one of REFUSED_*. */
int terminals_open(uint16_t id, uint16_t cols, uint16_t rows);
void terminals_hello(void);
void terminals_detach_all(void);
void terminals_reaped(pid_t pid, int32_t status);
void terminals_hang_up(void);
bool terminals_any_shell(void);
/* polls has room for TERMINALS_MAX entries, one a terminal */
void terminals_poll(struct pollfd *polls, int64_t now);
void terminals_ready(const struct pollfd *polls, int64_t now);
void terminals_step(int64_t now);
int64_t terminals_deadline(void);

#endif
