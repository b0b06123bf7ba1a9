/* Starts the learner's shell on a new PTY. */
#ifndef ESCALE_SHELL_H
#define ESCALE_SHELL_H

#include <stdint.h>
#include <sys/types.h>

/* Returns the shell's pid and its PTY in *master (non-blocking), or -1. */
pid_t shell_start(const char *shell, uint16_t cols, uint16_t rows, int *master);
/* Gives an empty home folder the files of /etc/skel; a home that holds anything is left alone. */
void shell_home(void);

#endif
