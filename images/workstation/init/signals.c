#include "signals.h"

#include <signal.h>
#include <stddef.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "terminals.h"

int signals_open(void) {
  sigset_t heard;
  sigemptyset(&heard);
  sigaddset(&heard, SIGCHLD);
  sigaddset(&heard, SIGTERM);
  if (sigprocmask(SIG_BLOCK, &heard, NULL) < 0) return -1;
  return signalfd(-1, &heard, SFD_NONBLOCK | SFD_CLOEXEC);
}

bool signals_read(int fd) {
  struct signalfd_siginfo info;
  bool stop = false;
  while (read(fd, &info, sizeof info) == (ssize_t)sizeof info) {
    /*
     * A sender outside our PID namespace has no number in it. The learner's processes run as our
     * own user and may signal us: theirs have one, which the kernel fills in (kill(2), SI_USER).
     */
    const bool outside = info.ssi_code == SI_USER && info.ssi_pid == 0;
    if (info.ssi_signo == SIGTERM && (outside || getpid() != 1)) stop = true;
  }
  return stop;
}

void signals_reap(void) {
  int status;
  for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;)
    terminals_reaped(pid, WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}
