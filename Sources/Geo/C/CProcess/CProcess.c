#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>
#include <sys/vfs.h>
#endif

enum { slot_count = 256 };

// A path stays allocated for as long as it stands in its slot.
static _Atomic(char *) temporaries[slot_count];
static atomic_int holds;
static atomic_int pending;
static atomic_bool progress_shown;
static atomic_flag trap_seen = ATOMIC_FLAG_INIT;
static int trap_exit_code;

int process_keep_temporary(const char *path) {
  char *copy = strdup(path);
  if (copy == NULL) return -1;
  for (int slot = 0; slot < slot_count; slot++) {
    char *expected = NULL;
    if (atomic_compare_exchange_strong(&temporaries[slot], &expected, copy)) return slot;
  }
  free(copy);
  return -1;
}

void process_forget_temporary(int slot) {
  if (slot < 0 || slot >= slot_count) return;
  free(atomic_exchange(&temporaries[slot], NULL));
}

static void clean_up(void) {
  const char *folders[slot_count];
  int folder_count = 0;
  for (int slot = 0; slot < slot_count; slot++) {
    const char *path = atomic_exchange(&temporaries[slot], NULL);
    // Linux says EISDIR of a folder, POSIX EPERM.
    if (path != NULL && unlink(path) != 0 && (errno == EISDIR || errno == EPERM)) {
      folders[folder_count++] = path;
    }
  }
  // What was in them is gone by now.
  for (int i = 0; i < folder_count; i++) rmdir(folders[i]);
  static const char clear[] = "\r\033[K";
  if (atomic_load(&progress_shown) && write(STDERR_FILENO, clear, sizeof clear - 1) < 0) return;
}

static void end_by(int number) {
  clean_up();
  signal(number, SIG_DFL);
  raise(number);
}

static void on_end(int number) {
  int saved = errno;
  if (atomic_load(&holds) > 0) {
    atomic_store(&pending, number);
  } else {
    end_by(number);
  }
  errno = saved;
}

void process_hold_signals(void) { atomic_fetch_add(&holds, 1); }

void process_release_signals(void) {
  if (atomic_fetch_sub(&holds, 1) > 1) return;
  int number = atomic_exchange(&pending, 0);
  if (number != 0) end_by(number);
}

void process_set_progress_shown(bool is_shown) { atomic_store(&progress_shown, is_shown); }

// Whoever starts the process may have blocked what is handled here, for himself.
static void unblock(const int *numbers, size_t count) {
  sigset_t set;
  sigemptyset(&set);
  for (size_t i = 0; i < count; i++) sigaddset(&set, numbers[i]);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
}

void process_clean_up_when_ended(void) {
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
    struct sigaction old;
    if (sigaction(numbers[i], NULL, &old) != 0 || old.sa_handler == SIG_IGN) continue;
    struct sigaction action = {.sa_handler = on_end, .sa_flags = SA_RESTART | SA_NODEFER};
    sigemptyset(&action.sa_mask);
    sigaction(numbers[i], &action, NULL);
  }
  unblock(numbers, sizeof numbers / sizeof numbers[0]);
  // Values that live as long as the process are not taken down by Swift.
  atexit(clean_up);
}

static const char *name_of(int number) {
  switch (number) {
    case SIGILL: return "SIGILL";
    case SIGTRAP: return "SIGTRAP";
    case SIGSEGV: return "SIGSEGV";
    case SIGBUS: return "SIGBUS";
    case SIGFPE: return "SIGFPE";
    default: return "SIGABRT";
  }
}

static void on_trap(int number) {
  // Threads may fail together; the first speaks, and ends all.
  if (atomic_flag_test_and_set(&trap_seen)) {
    for (;;) pause();
  }
  clean_up();
  char line[160] = "amp-geo: a fault of the program (";
  strcat(line, name_of(number));
  strcat(line, "); please report it with the command and its input\n");
  ssize_t put = write(STDERR_FILENO, line, strlen(line));
  (void)put;
  _exit(trap_exit_code);
}

void process_report_traps(int exit_code) {
  // The main thread may have no stack left to run a handler on.
  static char spare[1 << 16];
  const stack_t stack = {.ss_sp = spare, .ss_size = sizeof spare};
  sigaltstack(&stack, NULL);
  trap_exit_code = exit_code;
  static const int numbers[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
    struct sigaction action = {.sa_handler = on_trap, .sa_flags = SA_ONSTACK};
    sigfillset(&action.sa_mask);
    sigaction(numbers[i], &action, NULL);
  }
  unblock(numbers, sizeof numbers / sizeof numbers[0]);
}

int process_exchange(const char *a, const char *b) {
#if defined(__linux__) && defined(SYS_renameat2)
  const unsigned exchange = 2;  // RENAME_EXCHANGE of linux/fs.h
  return syscall(SYS_renameat2, -100, a, -100, b, exchange) == 0 ? 0 : errno;  // AT_FDCWD
#elif defined(__APPLE__)
  return renamex_np(a, b, RENAME_SWAP) == 0 ? 0 : errno;
#else
  (void)a, (void)b;
  return ENOSYS;
#endif
}

#ifdef __linux__
static long type_of(const char *folder) {
  struct statfs status;
  return statfs(folder, &status) == 0 ? (long)status.f_type & 0xFFFFFFFFL : 0;
}
#endif

bool process_is_in_proc(const char *folder) {
#ifdef __linux__
  return type_of(folder) == 0x9FA0;  // PROC_SUPER_MAGIC of linux/magic.h
#else
  (void)folder;
  return false;
#endif
}

bool process_can_lock_in(const char *folder) {
#ifdef __linux__
  switch (type_of(folder)) {
    // NFS, SMB (three numbers), AFS, Ceph.
    case 0x6969: case 0x517B: case 0xFF534D42: case 0xFE534D42: case 0x5346414F: case 0x00C36400:
      return false;
    default: return true;
  }
#else
  (void)folder;
  return true;
#endif
}

int process_memory_file(void) {
#ifdef __linux__
  return memfd_create("amp-geo", MFD_CLOEXEC);
#else
  FILE *file = tmpfile();
  if (file == NULL) return -1;
  int descriptor = fcntl(fileno(file), F_DUPFD_CLOEXEC, 3);
  fclose(file);
  return descriptor;
#endif
}

extern char **environ;

int process_run(const char *path, char *const arguments[], int input, int output, int errors) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  if (posix_spawn_file_actions_init(&actions) != 0) return -ENOMEM;
  if (posix_spawnattr_init(&attributes) != 0) {
    posix_spawn_file_actions_destroy(&actions);
    return -ENOMEM;
  }
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
  // What this process ignores, the program is to see.
  sigset_t usual;
  sigemptyset(&usual);
  sigaddset(&usual, SIGPIPE);
  sigaddset(&usual, SIGXFSZ);
  posix_spawnattr_setsigdefault(&attributes, &usual);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  pid_t child;
  int failure = posix_spawn(&child, path, &actions, &attributes, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (failure != 0) return -failure;
  int status;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return -errno;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int process_terminal_columns(int descriptor) {
  struct winsize size;
  if (!isatty(descriptor) || ioctl(descriptor, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}
