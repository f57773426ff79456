#include "interface/text.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Thread_local char last_error_text[1024];

static size_t put_utf8(uint32_t code, char *out) {
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  if (code < 0x800) {
    out[0] = (char)(0xC0 | (code >> 6));
    out[1] = (char)(0x80 | (code & 0x3F));
    return 2;
  }
  if (code < 0x10000) {
    out[0] = (char)(0xE0 | (code >> 12));
    out[1] = (char)(0x80 | ((code >> 6) & 0x3F));
    out[2] = (char)(0x80 | (code & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | (code >> 18));
  out[1] = (char)(0x80 | ((code >> 12) & 0x3F));
  out[2] = (char)(0x80 | ((code >> 6) & 0x3F));
  out[3] = (char)(0x80 | (code & 0x3F));
  return 4;
}

char *text_narrow(const uint16_t *wide) {
  if (!wide) return NULL;
  size_t length = 0;
  while (wide[length]) length++;
  char *narrow = malloc(length * 3 + 1);
  if (!narrow) return NULL;
  size_t used = 0;
  for (size_t i = 0; i < length; i++) {
    uint32_t code = wide[i];
    if (code >= 0xD800 && code < 0xDC00 && wide[i + 1] >= 0xDC00 && wide[i + 1] < 0xE000) {
      code = 0x10000 + ((code - 0xD800) << 10) + (wide[++i] - 0xDC00u);
    }
    used += put_utf8(code, narrow + used);
  }
  narrow[used] = 0;
  return narrow;
}

char *text_copy(const char *text) {
  char *copy = malloc(strlen(text) + 1);
  if (copy) strcpy(copy, text);
  return copy;
}

static uint32_t take_utf8(const unsigned char **at) {
  const unsigned char *p = *at;
  int extra = p[0] >= 0xF0 ? 3 : p[0] >= 0xE0 ? 2 : p[0] >= 0xC0 ? 1 : 0;
  uint32_t code = extra == 3 ? p[0] & 0x07u : extra == 2 ? p[0] & 0x0Fu : extra == 1 ? p[0] & 0x1Fu : p[0];
  p++;
  while (extra-- > 0 && (*p & 0xC0) == 0x80) code = (code << 6) | (*p++ & 0x3Fu);
  *at = p;
  return code;
}

int text_widen(const char *narrow, uint16_t *wide, int units) {
  const unsigned char *at = (const unsigned char *)narrow;
  int needed = 0;
  int written = 0;
  while (*at) {
    uint32_t code = take_utf8(&at);
    int width = code >= 0x10000 ? 2 : 1;
    if (wide && written == needed && needed + width < units) {
      if (width == 1) {
        wide[needed] = (uint16_t)code;
      } else {
        wide[needed] = (uint16_t)(0xD800 + ((code - 0x10000) >> 10));
        wide[needed + 1] = (uint16_t)(0xDC00 + ((code - 0x10000) & 0x3FF));
      }
      written += width;
    }
    needed += width;
  }
  if (wide && units > 0) wide[written] = 0;
  return needed + 1;
}

uint16_t *text_wide_copy(const char *narrow) {
  int units = text_widen(narrow, NULL, 0);
  uint16_t *wide = malloc((size_t)units * sizeof *wide);
  if (wide) text_widen(narrow, wide, units);
  return wide;
}

int text_give(const char *narrow, uint16_t *buffer) { return text_widen(narrow, buffer, buffer ? INT_MAX : 0); }

static int lower(int c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; }

int text_same(const char *a, const char *b) {
  while (*a && lower((unsigned char)*a) == lower((unsigned char)*b)) {
    a++;
    b++;
  }
  return *a == *b || lower((unsigned char)*a) == lower((unsigned char)*b);
}

int fail(int32_t *status_out, int status, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(last_error_text, sizeof last_error_text, format, arguments);
  va_end(arguments);
  if (status_out) *status_out = status;
  return status;
}

void succeed(int32_t *status_out) {
  if (status_out) *status_out = 0;
}

const char *last_error(void) { return last_error_text; }
