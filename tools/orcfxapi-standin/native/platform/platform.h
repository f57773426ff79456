/* Everything that differs between Linux and Windows; no other file of this library mentions either. */
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

/* NULL if the file cannot be opened; *missing is set if it does not exist. A folder is not a file. */
File *file_open(const uint16_t *path, int *missing);
/* Reads from bytes that are not copied: they must remain valid until the file is closed. */
File *file_of_bytes(const unsigned char *bytes, int64_t length);
/* The same for malloc'ed bytes that are freed with the file. Without memory, NULL, and the bytes are freed. */
File *file_owning_bytes(unsigned char *bytes, int64_t length);
/* A new file to write to and read back; replaces an existing one. Paths that are not in 16-bit units are UTF-8. */
File *file_create(const char *path);
void file_close(File *file);
int64_t file_size(File *file);
/* Returns the bytes read, fewer than requested only at the end of the file; -1 on failure. */
int64_t file_read(File *file, int64_t offset, void *into, int64_t count);
/* Appends at the end; 0 on failure. */
int file_append(File *file, const void *bytes, int64_t count);
void file_remove(const char *path);
/* The content as a text that the caller frees; NULL if there is no such file. */
char *file_text(const char *path);
/* Replaces the whole content: a reader always sees either the old or the new one. */
int file_replace(const char *path, const char *text);
int file_append_text(const char *path, const char *text);

typedef struct Lock Lock;
/* Waits for a lock between processes; NULL if the file cannot be created. */
Lock *lock_take(const char *path);
void lock_leave(Lock *lock);

/* The current value of an environment variable; the caller frees it; NULL if it is unset or empty. */
char *environment_text(const char *name);
/* The folder for temporary files; the caller frees it. */
char *temporary_folder(void);

void lock_handles(void);
void unlock_handles(void);
uint64_t thread_id(void);
uint64_t process_id(void);
/* A number that no later process with the same id shares; 0 if there is no such process. */
uint64_t process_start(uint64_t id);
int processor_count(void);
int64_t clock_ms(void);
void sleep_ms(double milliseconds);
/* Ends this process at once and from outside, like the system's out-of-memory killer. */
void kill_self(void);
/* Writes to an invalid address. */
void touch_nowhere(void);

#endif
