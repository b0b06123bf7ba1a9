#include "shell.h"

#include <dirent.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

static const char *home(void) {
  const char *path = getenv("HOME");
  return path && path[0] == '/' && path[1] ? path : "/home/apprenant";
}

static _Noreturn void become_shell(const char *shell) {
  struct termios t;
  if (tcgetattr(0, &t) == 0) {
    t.c_iflag |= IUTF8; /* erasing a character erases all its bytes */
    tcsetattr(0, TCSANOW, &t);
  }
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  setenv("HOME", home(), 1);
  setenv("TERM", "xterm-256color", 1);
  setenv("COLORTERM", "truecolor", 1);
  setenv("LANG", "C.UTF-8", 1);
  setenv("SHELL", shell, 1);
  setenv("USER", "apprenant", 1);
  setenv("LOGNAME", "apprenant", 1);
  if (chdir(home()) < 0 && chdir("/") < 0) _exit(126);
  execl(shell, shell, "-i", (char *)NULL);
  perror(shell);
  _exit(127);
}

pid_t shell_start(const char *shell, uint16_t cols, uint16_t rows, int *master) {
  const struct winsize size = {.ws_col = cols, .ws_row = rows};
  const pid_t pid = forkpty(master, NULL, NULL, &size);
  if (pid == 0) become_shell(shell);
  if (pid > 0) {
    fcntl(*master, F_SETFD, FD_CLOEXEC);
    fcntl(*master, F_SETFL, O_NONBLOCK);
  }
  return pid;
}

static void copy_file(int from_folder, int to_folder, const char *name) {
  const int from = openat(from_folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  struct stat s;
  if (from < 0) return;
  if (fstat(from, &s) == 0 && S_ISREG(s.st_mode)) {
    const int to = openat(to_folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (to >= 0) {
      while (sendfile(to, from, NULL, 1 << 20) > 0) {}
      close(to);
    }
  }
  close(from);
}

static bool is_empty(DIR *folder) {
  for (const struct dirent *e; (e = readdir(folder));)
    if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) return false;
  return true;
}

void shell_home(void) {
  DIR *skeleton = opendir("/etc/skel"), *target = opendir(home());
  if (skeleton && target && is_empty(target))
    for (const struct dirent *e; (e = readdir(skeleton));)
      copy_file(dirfd(skeleton), dirfd(target), e->d_name);
  if (skeleton) closedir(skeleton);
  if (target) closedir(target);
}
