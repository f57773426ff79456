#ifndef _WIN32
#define _POSIX_C_SOURCE 200809L
#define _FILE_OFFSET_BITS 64
#endif

#include "platform.h"

#include <stdio.h>
#include <stdlib.h>

#include "text.h"

struct File {
  FILE *stream;
};

static File *wrap(FILE *stream) {
  if (!stream) return NULL;
  File *file = malloc(sizeof *file);
  if (!file) {
    fclose(stream);
    return NULL;
  }
  /* Reads are large; the stream's own buffer would only copy them once more. */
  setvbuf(stream, NULL, _IONBF, 0);
  file->stream = stream;
  return file;
}

void file_close(File *file) {
  if (!file) return;
  fclose(file->stream);
  free(file);
}

#ifdef _WIN32

#include <windows.h>

static SRWLOCK handles_lock = SRWLOCK_INIT;

File *file_open(const uint16_t *path, int *missing) {
  DWORD attributes = GetFileAttributesW((const wchar_t *)path);
  *missing = attributes == INVALID_FILE_ATTRIBUTES;
  if (*missing || (attributes & FILE_ATTRIBUTE_DIRECTORY)) return NULL;
  return wrap(_wfopen((const wchar_t *)path, L"rb"));
}

int64_t file_size(File *file) {
  if (_fseeki64(file->stream, 0, SEEK_END) != 0) return -1;
  return _ftelli64(file->stream);
}

static int seek_to(File *file, int64_t offset) { return _fseeki64(file->stream, offset, SEEK_SET); }

void lock_handles(void) { AcquireSRWLockExclusive(&handles_lock); }
void unlock_handles(void) { ReleaseSRWLockExclusive(&handles_lock); }
uint64_t thread_id(void) { return GetCurrentThreadId(); }
void sleep_ms(double milliseconds) { Sleep((DWORD)milliseconds); }
void kill_self(void) { TerminateProcess(GetCurrentProcess(), 137); }

int processor_count(void) {
  SYSTEM_INFO info;
  GetSystemInfo(&info);
  return (int)info.dwNumberOfProcessors;
}

#else

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t handles_lock = PTHREAD_MUTEX_INITIALIZER;

File *file_open(const uint16_t *path, int *missing) {
  *missing = 0;
  char *narrow = text_narrow(path);
  if (!narrow) return NULL;
  struct stat facts;
  File *file = NULL;
  if (stat(narrow, &facts) != 0) {
    *missing = errno == ENOENT || errno == ENOTDIR;
  } else if (!S_ISDIR(facts.st_mode)) {
    file = wrap(fopen(narrow, "rb"));
  }
  free(narrow);
  return file;
}

int64_t file_size(File *file) {
  struct stat facts;
  return fstat(fileno(file->stream), &facts) == 0 ? (int64_t)facts.st_size : -1;
}

static int seek_to(File *file, int64_t offset) { return fseeko(file->stream, (off_t)offset, SEEK_SET); }

void lock_handles(void) { pthread_mutex_lock(&handles_lock); }
void unlock_handles(void) { pthread_mutex_unlock(&handles_lock); }
uint64_t thread_id(void) { return (uint64_t)(uintptr_t)pthread_self(); }
void kill_self(void) { kill(getpid(), SIGKILL); }

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

/* Read at run time: a compiler that knew the address would put a different trap here. */
static int *volatile nowhere;

void touch_nowhere(void) { *nowhere = 1; }

int64_t file_read(File *file, int64_t offset, void *into, int64_t count) {
  if (seek_to(file, offset) != 0) return -1;
  int64_t done = 0;
  while (done < count) {
    size_t got = fread((char *)into + done, 1, (size_t)(count - done), file->stream);
    if (got == 0) break;
    done += (int64_t)got;
  }
  return ferror(file->stream) ? -1 : done;
}
