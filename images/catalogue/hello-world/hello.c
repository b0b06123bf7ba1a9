/*
 * Writes message.txt, put into the program when it is assembled, and exits: 0 when all of it was
 * written, 1 otherwise. Speaks to the kernel directly, so that the image needs no C library.
 */
extern const char message[], message_end[];
__asm__(
    ".section .rodata\n"
    ".global message, message_end\n"
    "message: .incbin \"message.txt\"\n"
    "message_end:\n"
    ".text\n");

#if defined(__x86_64__)
enum { SYS_write = 1, SYS_exit = 60 };
static long syscall3(long number, long a, long b, long c) {
  long result;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c)
                   : "rcx", "r11", "memory");
  return result;
}
#elif defined(__aarch64__)
enum { SYS_write = 64, SYS_exit = 93 };
static long syscall3(long number, long a, long b, long c) {
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2) : "memory");
  return x0;
}
#else
#error "hello-world knows amd64 and arm64"
#endif

void _start(void) {
  const char *from = message;
  long status = 0;
  while (from < message_end) {
    long written = syscall3(SYS_write, 1, (long)from, message_end - from);
    if (written <= 0) {
      status = 1;
      break;
    }
    from += written;
  }
  syscall3(SYS_exit, status, 0, 0);
  __builtin_unreachable();
}
