#include "container/container.h"

#include <stdlib.h>
#include <string.h>

#include "interface/constants.h"
#include "container/container_table.h"
#include "interface/text.h"
#include "interface/version.h"

#define PREFLIGHT_MAX 320
#define TABLE_MAX (64 << 20)
static const char MAGIC[8] = {'S', 'T', 'A', 'N', 'D', 'I', 'N', '1'};

static void take_preflight(Cursor *cursor, Container *into) {
  static const unsigned char SIGNATURE[10] = {8, 'O', 'R', 'C', 'A', 'F', 'L', 'E', 'X', 0};
  const unsigned char *signature = take(cursor, sizeof SIGNATURE);
  if (!signature || memcmp(signature, SIGNATURE, sizeof SIGNATURE) != 0) {
    cursor->bad = 1;
    return;
  }
  into->major = (uint16_t)take_number(cursor, 2);
  size_t minor_length = (size_t)take_number(cursor, 1);
  const unsigned char *minor = take(cursor, minor_length);
  if (minor) memcpy(into->minor, minor, minor_length);
  if (take_number(cursor, 2) != 0) cursor->bad = 1;
  uint64_t type = take_number(cursor, 1);
  if (type > ftSimulation) cursor->bad = 1;
  into->file_type = (int)type;
}

static int read_preflight(const Source *source, Container *into, File **file_out, size_t *length, int32_t *st) {
  memset(into, 0, sizeof *into);
  unsigned char head[PREFLIGHT_MAX];
  int missing = 0;
  if (!source->bytes && (!source->path || !source->path[0])) {
    return fail(st, stFileNotFound, "No file name was given.");
  }
  *file_out = source->bytes ? file_of_bytes(source->bytes, source->length) : file_open(source->path, &missing);
  if (missing) return fail(st, stFileNotFound, "The file does not exist.");
  if (!*file_out) return fail(st, stFileReadError, "The file cannot be opened for reading.");
  int64_t got = file_read(*file_out, 0, head, sizeof head);
  if (got < 0) return fail(st, stFileReadError, "The file's first bytes cannot be read.");
  Cursor cursor = {head, (size_t)got, 0, 0};
  take_preflight(&cursor, into);
  if (cursor.bad) return fail(st, stInvalidFileFormat, "The file does not begin like an OrcaFlex file.");
  *length = cursor.at;
  return stOK;
}

int container_preflight(const Source *source, Container *into, int32_t *status_out) {
  File *file = NULL;
  size_t length = 0;
  int status = read_preflight(source, into, &file, &length, status_out);
  file_close(file);
  return status;
}

static int read_table(File *file, size_t at, Container *into, int32_t *st) {
  unsigned char prefix[12];
  int64_t got = file_read(file, (int64_t)at, prefix, sizeof prefix);
  if (got < (int64_t)sizeof prefix || memcmp(prefix, MAGIC, sizeof MAGIC) != 0) {
    return fail(st, stInvalidFileFormat, "This stand-in library reads only files that its own generator wrote.");
  }
  Cursor prefix_cursor = {prefix, sizeof prefix, sizeof MAGIC, 0};
  uint32_t length = take_u32(&prefix_cursor);
  unsigned char *table = length <= TABLE_MAX ? malloc((size_t)length + 1) : NULL;
  if (!table) return fail(st, stInvalidFileFormat, "The stand-in file's table has an impossible length.");
  got = file_read(file, (int64_t)at + (int64_t)sizeof prefix, table, length);
  Cursor cursor = {table, got < 0 ? 0 : (size_t)got, 0, 0};
  table_take(&cursor, into);
  free(table);
  into->data_offset = (int64_t)at + (int64_t)sizeof prefix + length;
  if (cursor.bad || !table_plausible(into)) return fail(st, stInvalidFileFormat, "The stand-in file's table is damaged.");
  return stOK;
}

int container_open(const Source *source, Container *into, File **file_out, int32_t *status_out) {
  size_t at = 0;
  *file_out = NULL;
  int status = read_preflight(source, into, file_out, &at, status_out);
  if (status != stOK) return status;
  if (into->file_type == ftData && !source->data_will_do) {
    return fail(status_out, stInvalidFileType, "The file holds model data only; it is not a simulation file.");
  }
  if (into->major > LIBRARY_MAJOR) {
    return fail(status_out, stInvalidFileFormat, "The file was written by OrcaFlex %u.%s; this library reads up to %d.",
                (unsigned)into->major, into->minor, LIBRARY_MAJOR);
  }
  status = read_table(*file_out, at, into, status_out);
  if (status != stOK) return status;
  int64_t actual = file_size(*file_out);
  if (actual < into->size) {
    return fail(status_out, stFileReadError, "The file ends after %lld of its %lld bytes.", (long long)actual,
                (long long)into->size);
  }
  return stOK;
}

static void free_object(Object *object) {
  for (uint32_t k = 0; k < object->variable_count; k++) {
    Variable *variable = &object->variables[k];
    free(variable->name);
    free(variable->units);
    free(variable->upper.name);
    free(variable->lower.name);
  }
  for (uint32_t k = 0; k < object->data_count; k++) {
    for (uint32_t row = 0; row < object->data[k].count; row++) free(object->data[k].values[row]);
    free(object->data[k].values);
    free(object->data[k].name);
  }
  free(object->variables);
  free(object->data);
  free(object->name);
}

void container_free(Container *c) {
  for (uint32_t i = 0; i < c->object_count; i++) free_object(&c->objects[i]);
  for (uint32_t i = 0; i < c->warning_count; i++) free(c->warnings[i]);
  for (uint32_t i = 0; i < c->switch_count; i++) {
    free(c->switches[i].key);
    free(c->switches[i].value);
  }
  free(c->objects);
  free(c->warnings);
  free(c->switches);
  free(c->stage_lengths);
  memset(c, 0, sizeof *c);
}

int container_blank(Container *into) {
  memset(into, 0, sizeof *into);
  into->objects = calloc(2, sizeof(Object));
  if (!into->objects) return 0;
  into->object_count = 2;
  into->objects[0].type = otGeneral;
  into->objects[1].type = otEnvironment;
  into->objects[0].name = text_copy("General");
  into->objects[1].name = text_copy("Environment");
  if (into->objects[0].name && into->objects[1].name) return 1;
  container_free(into);
  return 0;
}

const char *switch_text(const Container *c, const char *key) {
  for (uint32_t i = 0; i < c->switch_count; i++) {
    if (strcmp(c->switches[i].key, key) == 0) return c->switches[i].value;
  }
  return NULL;
}

double switch_number(const Container *c, const char *key, double otherwise) {
  const char *text = switch_text(c, key);
  return text ? strtod(text, NULL) : otherwise;
}
