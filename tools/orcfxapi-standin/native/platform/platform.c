/* The system calls of platform.h; those for Windows are in platform_windows.c. */
#ifndef _WIN32
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64

#include "platform/platform.h"

#include <stdlib.h>
#include <string.h>

#include "platform/platform_file.h"
#include "interface/text.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t handles_lock = PTHREAD_MUTEX_INITIALIZER;

struct Lock {
  int file;
};

FILE *stream_open(const char *path, const char *mode) { return fopen(path, mode); }

FILE *stream_open_for_reading(const uint16_t *path, int *missing) {
  *missing = 0;
  char *narrow = text_narrow(path);
  if (!narrow) return NULL;
  struct stat facts;
  FILE *stream = NULL;
  if (stat(narrow, &facts) != 0) {
    *missing = errno == ENOENT || errno == ENOTDIR;
  } else if (!S_ISDIR(facts.st_mode)) {
    stream = fopen(narrow, "rb");
  }
  free(narrow);
  return stream;
}

int64_t stream_size(FILE *stream) {
  struct stat facts;
  return fstat(fileno(stream), &facts) == 0 ? (int64_t)facts.st_size : -1;
}

int stream_seek(FILE *stream, int64_t offset) { return fseeko(stream, (off_t)offset, SEEK_SET); }
int path_rename(const char *from, const char *to) { return rename(from, to) == 0; }
void path_remove(const char *path) { unlink(path); }

Lock *lock_take(const char *path) {
  int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) return NULL;
  Lock *lock = malloc(sizeof *lock);
  int locked = -1;
  while (lock && (locked = flock(file, LOCK_EX)) != 0 && errno == EINTR) {
  }
  if (locked != 0) {
    close(file);
    free(lock);
    return NULL;
  }
  lock->file = file;
  return lock;
}

void lock_leave(Lock *lock) {
  close(lock->file);
  free(lock);
}

char *environment_text(const char *name) {
  const char *value = getenv(name);
  return value && value[0] ? text_copy(value) : NULL;
}

char *temporary_folder(void) {
  char *folder = environment_text("TMPDIR");
  return folder ? folder : text_copy("/tmp");
}

void lock_handles(void) { pthread_mutex_lock(&handles_lock); }
void unlock_handles(void) { pthread_mutex_unlock(&handles_lock); }
uint64_t thread_id(void) { return (uint64_t)(uintptr_t)pthread_self(); }
uint64_t process_id(void) { return (uint64_t)getpid(); }
void kill_self(void) { kill(getpid(), SIGKILL); }

/* The 22nd field of the system's line about the process; the second is a name in brackets that may contain anything. A
 * process that has ended but was not waited for has state Z and counts as gone. */
uint64_t process_start(uint64_t id) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%llu/stat", (unsigned long long)id);
  char *line = file_text(path);
  const char *at = line ? strrchr(line, ')') : NULL;
  uint64_t start = 0;
  if (at && at[1] == ' ' && at[2] != 'Z' && at[2] != 'X') {
    for (int field = 2; at && field < 22; field++) at = strchr(at + 1, ' ');
    if (at) start = strtoull(at, NULL, 10);
  }
  free(line);
  return start;
}

int64_t clock_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void sleep_ms(double milliseconds) {
  struct timespec span;
  span.tv_sec = (time_t)(milliseconds / 1000);
  span.tv_nsec = (long)((milliseconds - (double)span.tv_sec * 1000) * 1e6);
  while (nanosleep(&span, &span) != 0 && errno == EINTR) {
  }
}

int processor_count(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? (int)count : 1;
}

#endif
