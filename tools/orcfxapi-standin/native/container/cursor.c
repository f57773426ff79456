#include "container/cursor.h"

#include <stdlib.h>
#include <string.h>

const unsigned char *take(Cursor *cursor, size_t count) {
  if (cursor->bad || cursor->length - cursor->at < count) {
    cursor->bad = 1;
    return NULL;
  }
  const unsigned char *found = cursor->bytes + cursor->at;
  cursor->at += count;
  return found;
}

uint64_t take_number(Cursor *cursor, size_t count) {
  const unsigned char *found = take(cursor, count);
  uint64_t value = 0;
  while (found && count-- > 0) value = (value << 8) | found[count];
  return value;
}

uint32_t take_u32(Cursor *cursor) { return (uint32_t)take_number(cursor, 4); }

double take_double(Cursor *cursor) {
  uint64_t bits = take_number(cursor, 8);
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

char *take_text(Cursor *cursor) {
  size_t length = (size_t)take_number(cursor, 2);
  const unsigned char *found = take(cursor, length);
  char *text = calloc(1, (found ? length : 0) + 1);
  if (!text) cursor->bad = 1;
  if (text && found) memcpy(text, found, length);
  return text;
}

/* Counts come from the file: never allocate more elements than the remaining bytes could hold. */
void *take_array(Cursor *cursor, uint32_t count, size_t element) {
  if (cursor->bad || count > cursor->length - cursor->at) {
    cursor->bad = 1;
    return NULL;
  }
  void *array = calloc((size_t)count + 1, element);
  if (!array) cursor->bad = 1;
  return array;
}
