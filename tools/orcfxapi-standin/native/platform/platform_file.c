/* The part that is the same on every system, based on the few calls that platform.c and platform_windows.c provide. */
#include "platform/platform_file.h"

#include <stdlib.h>
#include <string.h>

#include "interface/text.h"

struct File {
  FILE *stream; /* NULL: the bytes */
  const unsigned char *bytes;
  int64_t length;
  unsigned char *owned;
};

static File *wrap(FILE *stream) {
  if (!stream) return NULL;
  File *file = calloc(1, sizeof *file);
  if (!file) {
    fclose(stream);
    return NULL;
  }
  /* Reads are large, so the stream's own buffer would only add a copy. */
  setvbuf(stream, NULL, _IONBF, 0);
  file->stream = stream;
  return file;
}

File *file_open(const uint16_t *path, int *missing) { return wrap(stream_open_for_reading(path, missing)); }
File *file_create(const char *path) { return wrap(stream_open(path, "wb+")); }

File *file_of_bytes(const unsigned char *bytes, int64_t length) {
  File *file = calloc(1, sizeof *file);
  if (!file) return NULL;
  file->bytes = bytes;
  file->length = length;
  return file;
}

File *file_owning_bytes(unsigned char *bytes, int64_t length) {
  File *file = bytes ? file_of_bytes(bytes, length) : NULL;
  if (file) {
    file->owned = bytes;
  } else {
    free(bytes);
  }
  return file;
}

void file_close(File *file) {
  if (!file) return;
  if (file->stream) fclose(file->stream);
  free(file->owned);
  free(file);
}

int64_t file_size(File *file) { return file->stream ? stream_size(file->stream) : file->length; }

int64_t file_read(File *file, int64_t offset, void *into, int64_t count) {
  if (!file->stream) {
    int64_t left = offset < file->length ? file->length - offset : 0;
    int64_t got = count < left ? count : left;
    if (got > 0) memcpy(into, file->bytes + offset, (size_t)got);
    return got;
  }
  if (stream_seek(file->stream, offset) != 0) return -1;
  int64_t done = 0;
  while (done < count) {
    size_t got = fread((char *)into + done, 1, (size_t)(count - done), file->stream);
    if (got == 0) break;
    done += (int64_t)got;
  }
  return ferror(file->stream) ? -1 : done;
}

int file_append(File *file, const void *bytes, int64_t count) {
  return fwrite(bytes, 1, (size_t)count, file->stream) == (size_t)count;
}

void file_remove(const char *path) { path_remove(path); }

char *file_text(const char *path) {
  FILE *stream = stream_open(path, "rb");
  if (!stream) return NULL;
  size_t size = 4096;
  size_t used = 0;
  char *text = malloc(size);
  while (text) {
    used += fread(text + used, 1, size - used - 1, stream);
    if (used < size - 1) break;
    size *= 2;
    char *larger = realloc(text, size);
    if (!larger) free(text);
    text = larger;
  }
  fclose(stream);
  if (text) text[used] = 0;
  return text;
}

static int write_text(const char *path, const char *mode, const char *text) {
  FILE *stream = stream_open(path, mode);
  if (!stream) return 0;
  size_t length = strlen(text);
  int written = fwrite(text, 1, length, stream) == length;
  return fclose(stream) == 0 && written;
}

int file_append_text(const char *path, const char *text) { return write_text(path, "ab", text); }

int file_replace(const char *path, const char *text) {
  size_t length = strlen(path) + 40;
  char *fresh = malloc(length);
  if (!fresh) return 0;
  snprintf(fresh, length, "%s.%llu.new", path, (unsigned long long)process_id());
  int done = write_text(fresh, "wb", text) && path_rename(fresh, path);
  if (!done) path_remove(fresh);
  free(fresh);
  return done;
}

/* Read at run time: if the compiler knew the address, it would put a different trap here. */
static int *volatile nowhere;

void touch_nowhere(void) { *nowhere = 1; }
