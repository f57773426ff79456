/* Text: UTF-16 in the interface, UTF-8 internally; the last error of this thread. */
#ifndef STANDIN_TEXT_H
#define STANDIN_TEXT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* A UTF-8 copy that the caller frees; NULL if there is no memory or no text. */
char *text_narrow(const uint16_t *wide);
/* Both return NULL if there is no memory; the caller frees the copies. */
char *text_copy(const char *text);
uint16_t *text_wide_copy(const char *narrow);
/* Writes at most `units` 16-bit units including the NUL, never half a pair; returns the units that the whole text
 * needs. */
int text_widen(const char *narrow, uint16_t *wide, int units);
/* The interface's two-call getter: the length with the NUL, and the text if there is a buffer. */
int text_give(const char *narrow, uint16_t *buffer);
/* ASCII letters compare equal in either case. */
int text_same(const char *a, const char *b);

/* Stores the text for C_GetLastErrorStringW and sets the status. Returns the status. */
int fail(int32_t *status_out, int status, const char *format, ...)
#if defined(__MINGW_PRINTF_FORMAT)
    __attribute__((format(__MINGW_PRINTF_FORMAT, 3, 4)))
#elif defined(__GNUC__)
    __attribute__((format(printf, 3, 4)))
#endif
    ;
void succeed(int32_t *status_out);
const char *last_error(void);

#endif
