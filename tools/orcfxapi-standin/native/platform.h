/* Everything that Linux and Windows do differently; nothing else in this library names either. */
#ifndef STANDIN_PLATFORM_H
#define STANDIN_PLATFORM_H

#include <stdint.h>

#ifdef _WIN32
#define STANDIN_EXPORT __declspec(dllexport)
#define STDCALL __stdcall
#else
#define STANDIN_EXPORT __attribute__((visibility("default")))
#define STDCALL
#endif

typedef struct File File;

/* NULL when the file cannot be opened; *missing tells whether it does not exist. A folder is not a file. */
File *file_open(const uint16_t *path, int *missing);
void file_close(File *file);
int64_t file_size(File *file);
/* Bytes read, fewer than asked only at the end of the file; -1 on failure. */
int64_t file_read(File *file, int64_t offset, void *into, int64_t count);

void lock_handles(void);
void unlock_handles(void);
uint64_t thread_id(void);
int processor_count(void);
void sleep_ms(double milliseconds);
/* Ends this process at once and from outside, as the system's out-of-memory killer does. */
void kill_self(void);
/* Writes to no address at all. */
void touch_nowhere(void);

#endif
