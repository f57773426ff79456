/* Little-endian fields in a buffer; after the first missing field, everything reads as zero. */
#ifndef STANDIN_CURSOR_H
#define STANDIN_CURSOR_H

#include <stddef.h>
#include <stdint.h>

typedef struct Cursor {
  const unsigned char *bytes;
  size_t length, at;
  int bad;
} Cursor;

const unsigned char *take(Cursor *cursor, size_t count);
uint64_t take_number(Cursor *cursor, size_t count);
uint32_t take_u32(Cursor *cursor);
double take_double(Cursor *cursor);
/* A u16 byte count and UTF-8; the caller frees it. */
char *take_text(Cursor *cursor);
/* Room for `count` elements, zeroed; NULL, and bad, if the remaining bytes could not hold that many. */
void *take_array(Cursor *cursor, uint32_t count, size_t element);

#endif
