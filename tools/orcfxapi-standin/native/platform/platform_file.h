/* What platform.c and platform_windows.c each provide for platform_file.c only. */
#ifndef STANDIN_PLATFORM_FILE_H
#define STANDIN_PLATFORM_FILE_H

#include <stdio.h>

#include "platform/platform.h"

/* NULL if it cannot be opened; the mode is fopen's. */
FILE *stream_open(const char *path, const char *mode);
FILE *stream_open_for_reading(const uint16_t *path, int *missing);
int64_t stream_size(FILE *stream);
int stream_seek(FILE *stream, int64_t offset);
/* Replaces an existing file; 0 on failure. */
int path_rename(const char *from, const char *to);
void path_remove(const char *path);

#endif
