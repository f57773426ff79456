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
/* Reads from bytes that are not copied: they must stay until the file is closed. */
File *file_of_bytes(const unsigned char *bytes, int64_t length);
/* The same for bytes of malloc that are freed with the file. NULL, and the bytes freed, without memory. */
File *file_owning_bytes(unsigned char *bytes, int64_t length);
/* A new file to write to and read back; replaces what is there. Paths without 16-bit units are UTF-8. */
File *file_create(const char *path);
void file_close(File *file);
int64_t file_size(File *file);
/* Bytes read, fewer than asked only at the end of the file; -1 on failure. */
int64_t file_read(File *file, int64_t offset, void *into, int64_t count);
/* Writes at the end; 0 on failure. */
int file_append(File *file, const void *bytes, int64_t count);
void file_remove(const char *path);
/* The content as a text that the caller frees; NULL where there is no such file. */
char *file_text(const char *path);
/* Puts a whole new content in place: a reader at any moment sees the old one or the new one. */
int file_replace(const char *path, const char *text);
int file_append_text(const char *path, const char *text);

typedef struct Lock Lock;
/* Waits for a lock between processes; NULL when the file cannot be made. */
Lock *lock_take(const char *path);
void lock_leave(Lock *lock);

/* A variable of the environment, as it is now; the caller frees it; NULL when it is not set or empty. */
char *environment_text(const char *name);
/* Where temporary files go; the caller frees it. */
char *temporary_folder(void);

void lock_handles(void);
void unlock_handles(void);
uint64_t thread_id(void);
uint64_t process_id(void);
/* A number that no later process of the same id shares; 0 when there is no such process. */
uint64_t process_start(uint64_t id);
int processor_count(void);
int64_t clock_ms(void);
void sleep_ms(double milliseconds);
/* Ends this process at once and from outside, as the system's out-of-memory killer does. */
void kill_self(void);
/* Writes to no address at all. */
void touch_nowhere(void);

#endif
