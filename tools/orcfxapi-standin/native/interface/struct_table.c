#include "interface/struct_table.h"

#include <stdarg.h>
#include <stdio.h>

#include "interface/structs.h"

static char table[16384];
static size_t used;

static void append(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int written = vsnprintf(table + used, sizeof table - used, format, arguments);
  va_end(arguments);
  if (written > 0 && used + (size_t)written < sizeof table) used += (size_t)written;
}

static void append_field(const char *name, size_t offset, size_t size, int *count) {
  append("%s\"%s\":[%zu,%zu]", (*count)++ ? "," : "", name, offset, size);
}

/* The macros need the struct's name inside the field lists, hence one typedef `This` per function. */
#define PUT_FIELD(type, name) append_field(#name, offsetof(This, name), sizeof(((This *)0)->name), &count);
#define PUT_ARRAY(type, name, length) PUT_FIELD(type, name)
#define DEFINE_PUT(name)                                                 \
  static void put_##name(void) {                                         \
    typedef name This;                                                   \
    int count = 0;                                                       \
    append("\"" #name "\":{\"size\":%zu,\"fields\":{", sizeof(This));     \
    FIELDS_##name(PUT_FIELD, PUT_ARRAY)                                  \
    append("}}");                                                        \
  }
ALL_STRUCTS(DEFINE_PUT)

#define CALL_PUT(name)      \
  if (listed++) append(","); \
  put_##name();

const char *struct_table_json(void) {
  int listed = 0;
  used = 0;
  append("{");
  ALL_STRUCTS(CALL_PUT)
  append("}");
  return table;
}
