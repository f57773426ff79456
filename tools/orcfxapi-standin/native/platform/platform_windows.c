/* The system calls of platform.h on Windows; platform.c has those of every other system. */
#ifdef _WIN32

#include "platform/platform.h"

#include <stdlib.h>
#include <string.h>

#include "platform/platform_file.h"
#include "interface/text.h"

#ifndef _WIN32_WINNT
#define _WIN32_WINNT 0x0601
#endif
#include <windows.h>

static SRWLOCK handles_lock = SRWLOCK_INIT;

struct Lock {
  HANDLE file;
};

/* A wide copy for one system call at a time. */
#define WITH_WIDE(path, call)                          \
  wchar_t *wide = (wchar_t *)text_wide_copy(path);     \
  if (wide) call;                                      \
  free(wide)

FILE *stream_open(const char *path, const char *mode) {
  FILE *stream = NULL;
  wchar_t *wide_mode = (wchar_t *)text_wide_copy(mode);
  WITH_WIDE(path, stream = wide_mode ? _wfopen(wide, wide_mode) : NULL);
  free(wide_mode);
  return stream;
}

FILE *stream_open_for_reading(const uint16_t *path, int *missing) {
  DWORD attributes = GetFileAttributesW((const wchar_t *)path);
  *missing = attributes == INVALID_FILE_ATTRIBUTES;
  if (*missing || (attributes & FILE_ATTRIBUTE_DIRECTORY)) return NULL;
  return _wfopen((const wchar_t *)path, L"rb");
}

int64_t stream_size(FILE *stream) {
  if (_fseeki64(stream, 0, SEEK_END) != 0) return -1;
  return _ftelli64(stream);
}

int stream_seek(FILE *stream, int64_t offset) { return _fseeki64(stream, offset, SEEK_SET); }

/* Another process may be reading the old file at this moment, but not for long. */
int path_rename(const char *from, const char *to) {
  int done = 0;
  wchar_t *wide_to = (wchar_t *)text_wide_copy(to);
  for (int attempt = 0; wide_to && !done && attempt < 100; attempt++) {
    if (attempt > 0) Sleep(5);
    WITH_WIDE(from, done = MoveFileExW(wide, wide_to, MOVEFILE_REPLACE_EXISTING) != 0);
  }
  free(wide_to);
  return done;
}

void path_remove(const char *path) { WITH_WIDE(path, DeleteFileW(wide)); }

Lock *lock_take(const char *path) {
  HANDLE file = INVALID_HANDLE_VALUE;
  DWORD share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
  WITH_WIDE(path, file = CreateFileW(wide, GENERIC_READ | GENERIC_WRITE, share, NULL, OPEN_ALWAYS, 0, NULL));
  if (file == INVALID_HANDLE_VALUE) return NULL;
  OVERLAPPED at = {0};
  Lock *lock = malloc(sizeof *lock);
  if (!lock || !LockFileEx(file, LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, &at)) {
    CloseHandle(file);
    free(lock);
    return NULL;
  }
  lock->file = file;
  return lock;
}

void lock_leave(Lock *lock) {
  CloseHandle(lock->file);
  free(lock);
}

static char *narrow_of(const wchar_t *wide, DWORD length) {
  return length > 0 ? text_narrow((const uint16_t *)wide) : NULL;
}

char *environment_text(const char *name) {
  wchar_t value[8192];
  DWORD length = 0;
  WITH_WIDE(name, length = GetEnvironmentVariableW(wide, value, 8192));
  return length < 8192 ? narrow_of(value, length) : NULL;
}

char *temporary_folder(void) {
  wchar_t folder[MAX_PATH + 2];
  return narrow_of(folder, GetTempPathW(MAX_PATH + 1, folder));
}

void lock_handles(void) { AcquireSRWLockExclusive(&handles_lock); }
void unlock_handles(void) { ReleaseSRWLockExclusive(&handles_lock); }
uint64_t thread_id(void) { return GetCurrentThreadId(); }
uint64_t process_id(void) { return GetCurrentProcessId(); }
void sleep_ms(double milliseconds) { Sleep((DWORD)milliseconds); }
void kill_self(void) { TerminateProcess(GetCurrentProcess(), 137); }

uint64_t process_start(uint64_t id) {
  HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE, FALSE, (DWORD)id);
  FILETIME started, ended, kernel, user;
  if (!process) return 0;
  int alive = WaitForSingleObject(process, 0) == WAIT_TIMEOUT;
  alive = alive && GetProcessTimes(process, &started, &ended, &kernel, &user);
  CloseHandle(process);
  return alive ? ((uint64_t)started.dwHighDateTime << 32) | started.dwLowDateTime : 0;
}

int64_t clock_ms(void) {
  FILETIME now;
  GetSystemTimeAsFileTime(&now);
  return (int64_t)((((uint64_t)now.dwHighDateTime << 32) | now.dwLowDateTime) / 10000) - 11644473600000LL;
}

int processor_count(void) {
  SYSTEM_INFO info;
  GetSystemInfo(&info);
  return (int)info.dwNumberOfProcessors;
}

#endif
