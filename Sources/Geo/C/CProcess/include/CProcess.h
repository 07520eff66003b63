// What a process owes to the folders it writes into and to the terminal it writes on, when a signal
// ends it. All that runs inside a signal handler is here: C that only calls what POSIX lists as
// async-signal-safe.
#ifndef AMP_GEO_CPROCESS_H
#define AMP_GEO_CPROCESS_H

#include <stdbool.h>

/// Before SIGINT, SIGTERM and SIGHUP end the process, and when it exits, its temporary files are removed.
/// A signal that the caller has chosen to ignore, as `nohup` does, stays ignored.
void process_clean_up_when_ended(void);

/// A trap (SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT) removes the temporary files, writes one
/// line to standard error, and ends the process with this code.
void process_report_traps(int exit_code);

/// Remembers a file, or a folder that will be empty then, to be removed when the process ends. Returns
/// its slot, -1 when there is none left: it is then left to the next run.
int process_keep_temporary(const char *path);

/// Forgets the file in that slot; -1 is no slot.
void process_forget_temporary(int slot);

/// Signals that end the process wait until as many calls of `process_release_signals`.
void process_hold_signals(void);
void process_release_signals(void);

/// Whether a line of progress stands on the terminal, which a signal should clear.
void process_set_progress_shown(bool is_shown);

/// Exchanges two files in one step. Returns 0 or an errno; ENOSYS or EINVAL where the system or the
/// file system cannot.
int process_exchange(const char *a, const char *b);

/// Whether the file system of a folder is Linux's /proc, whose links lead to open files.
bool process_is_in_proc(const char *folder);

/// Whether locks of `flock` on files in this folder are seen by all who use it: not on network file
/// systems, where they may be missing or be those of `fcntl`.
bool process_can_lock_in(const char *folder);

/// A file in memory, without a name, for reading and writing. Returns a descriptor, or -1 and errno.
int process_memory_file(void);

/// Runs a program with these arguments, the first of which is its name, and the null pointer after the
/// last; its standard streams are these descriptors. Waits for it. Returns its exit code, 128 and the
/// number of the signal that ended it, or the negative errno when it could not be started.
int process_run(const char *path, char *const arguments[], int input, int output, int errors);

/// The columns of a terminal, 0 when the descriptor is none.
int process_terminal_columns(int descriptor);

#endif
