#include "container.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "constants.h"
#include "text.h"

#define PREFLIGHT_MAX 320
#define TABLE_MAX (64 << 20)
static const char MAGIC[8] = {'S', 'T', 'A', 'N', 'D', 'I', 'N', '1'};

/* Little-endian fields in a buffer; after the first field that is not there, everything reads as zero. */
typedef struct Cursor {
  const unsigned char *bytes;
  size_t length, at;
  int bad;
} Cursor;

static const unsigned char *take(Cursor *cursor, size_t count) {
  if (cursor->bad || cursor->length - cursor->at < count) {
    cursor->bad = 1;
    return NULL;
  }
  const unsigned char *found = cursor->bytes + cursor->at;
  cursor->at += count;
  return found;
}

static uint64_t take_number(Cursor *cursor, size_t count) {
  const unsigned char *found = take(cursor, count);
  uint64_t value = 0;
  while (found && count-- > 0) value = (value << 8) | found[count];
  return value;
}

static uint32_t take_u32(Cursor *cursor) { return (uint32_t)take_number(cursor, 4); }

static double take_double(Cursor *cursor) {
  uint64_t bits = take_number(cursor, 8);
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static char *take_text(Cursor *cursor) {
  size_t length = (size_t)take_number(cursor, 2);
  const unsigned char *found = take(cursor, length);
  char *text = calloc(1, (found ? length : 0) + 1);
  if (!text) cursor->bad = 1;
  if (text && found) memcpy(text, found, length);
  return text;
}

/* Counts come from the file: never more elements than the bytes that are left could hold. */
static void *take_array(Cursor *cursor, uint32_t count, size_t element) {
  if (cursor->bad || count > cursor->length - cursor->at) {
    cursor->bad = 1;
    return NULL;
  }
  void *array = calloc((size_t)count + 1, element);
  if (!array) cursor->bad = 1;
  return array;
}

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
  if (type != 0 && type != 2) cursor->bad = 1;
  into->is_simulation = type == 2;
}

static void take_variable(Cursor *cursor, Variable *variable) {
  variable->name = take_text(cursor);
  variable->units = take_text(cursor);
  variable->kind = take_u32(cursor);
  variable->flags = take_u32(cursor);
  variable->block = take_u32(cursor);
  for (int i = 0; i < 4; i++) variable->parameters[i] = take_double(cursor);
  if (variable->kind >= kindCount) cursor->bad = 1;
}

/* Every parameter that sample_of turns into a whole number, and every product it makes of them, fits one. */
static int plausible_variable(const Variable *v, const Container *c) {
  if ((v->flags & flagLogged) && v->block >= c->logged_count) return 0;
  if (v->kind < kindSine) return 1;
  return v->parameters[2] >= 0 && v->parameters[2] <= 1e9 && v->parameters[3] >= 4 && v->parameters[3] <= 1e9;
}

static int plausible_object(const Object *object, const Container *c) {
  if (object->node_count == 1 || object->type < 0 || object->type > 2000) return 0;
  int line = object->node_count > 1 && object->length > 0 && isfinite(object->length);
  for (uint32_t i = 0; i < object->variable_count; i++) {
    const Variable *variable = &object->variables[i];
    if (!plausible_variable(variable, c) || ((variable->flags & flagPositioned) && !line)) return 0;
  }
  return 1;
}

static void take_object(Cursor *cursor, Object *object) {
  object->name = take_text(cursor);
  object->type = (int32_t)take_u32(cursor);
  object->node_count = take_u32(cursor);
  object->length = take_double(cursor);
  uint32_t count = take_u32(cursor);
  object->variables = take_array(cursor, count, sizeof(Variable));
  object->variable_count = object->variables ? count : 0;
  for (uint32_t i = 0; i < object->variable_count && !cursor->bad; i++) {
    take_variable(cursor, &object->variables[i]);
    object->variables[i].id = (int32_t)((uint32_t)object->type * 1000 + i + 1);
  }
}

static void take_table(Cursor *cursor, Container *into) {
  into->sample_count = take_u32(cursor);
  into->sample_bytes = take_u32(cursor);
  into->latest_wave_samples = take_u32(cursor);
  into->compute_passes = take_u32(cursor);
  into->fault = take_u32(cursor);
  into->logged_count = take_u32(cursor);
  into->start = take_double(cursor);
  into->step = take_double(cursor);
  into->planned_end = take_double(cursor);
  into->memory_factor = take_double(cursor);
  into->fault_argument = take_double(cursor);
  into->size = (int64_t)take_number(cursor, 8);
  uint32_t stages = take_u32(cursor);
  into->stage_lengths = take_array(cursor, stages, sizeof(double));
  into->stage_count = into->stage_lengths ? stages : 0;
  for (uint32_t i = 0; i < into->stage_count; i++) into->stage_lengths[i] = take_double(cursor);
  uint32_t warnings = take_u32(cursor);
  into->warnings = take_array(cursor, warnings, sizeof(char *));
  into->warning_count = into->warnings ? warnings : 0;
  for (uint32_t i = 0; i < into->warning_count; i++) into->warnings[i] = take_text(cursor);
  uint32_t objects = take_u32(cursor);
  into->objects = take_array(cursor, objects, sizeof(Object));
  into->object_count = into->objects ? objects : 0;
  for (uint32_t i = 0; i < into->object_count && !cursor->bad; i++) take_object(cursor, &into->objects[i]);
}

static int plausible(const Container *c) {
  if (c->sample_count == 0 || c->sample_count > INT32_MAX || (c->sample_bytes != 4 && c->sample_bytes != 8)) return 0;
  if (!isfinite(c->start) || !isfinite(c->planned_end) || !(c->step > 0 && c->step < 1e9) || !(c->memory_factor >= 0 && c->memory_factor <= 1000)) return 0;
  if (c->logged_count > 1000000 || c->latest_wave_samples == 0 || c->latest_wave_samples > c->sample_count) return 0;
  int64_t series = (int64_t)c->logged_count * c->sample_count * c->sample_bytes;
  if (c->size - c->data_offset < series) return 0;
  for (uint32_t i = 0; i < c->object_count; i++) {
    if (!plausible_object(&c->objects[i], c)) return 0;
  }
  return 1;
}

static int read_preflight(const uint16_t *path, Container *into, File **file_out, size_t *length, int32_t *st) {
  memset(into, 0, sizeof *into);
  unsigned char head[PREFLIGHT_MAX];
  int missing = 0;
  if (!path || !path[0]) return fail(st, stFileNotFound, "No file name was given.");
  *file_out = file_open(path, &missing);
  if (missing) return fail(st, stFileNotFound, "The file does not exist.");
  if (!*file_out) return fail(st, stFileReadError, "The file cannot be opened for reading.");
  int64_t got = file_read(*file_out, 0, head, sizeof head);
  if (got < 0) return fail(st, stFileReadError, "The file's first bytes cannot be read.");
  Cursor cursor = {head, (size_t)got, 0, 0};
  take_preflight(&cursor, into);
  if (cursor.bad) return fail(st, stInvalidFileFormat, "The file does not begin as an OrcaFlex file does.");
  *length = cursor.at;
  return stOK;
}

int container_preflight(const uint16_t *path, Container *into, int32_t *status_out) {
  File *file = NULL;
  size_t length = 0;
  int status = read_preflight(path, into, &file, &length, status_out);
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
  take_table(&cursor, into);
  free(table);
  into->data_offset = (int64_t)at + (int64_t)sizeof prefix + length;
  if (cursor.bad || !plausible(into)) return fail(st, stInvalidFileFormat, "The stand-in file's table is damaged.");
  return stOK;
}

int container_open(const uint16_t *path, Container *into, File **file_out, int32_t *status_out) {
  size_t at = 0;
  *file_out = NULL;
  int status = read_preflight(path, into, file_out, &at, status_out);
  if (status != stOK) return status;
  if (!into->is_simulation) {
    return fail(status_out, stInvalidFileType, "The file holds model data only; it is not a simulation file.");
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

void container_free(Container *c) {
  for (uint32_t i = 0; i < c->object_count; i++) {
    for (uint32_t k = 0; k < c->objects[i].variable_count; k++) {
      free(c->objects[i].variables[k].name);
      free(c->objects[i].variables[k].units);
    }
    free(c->objects[i].variables);
    free(c->objects[i].name);
  }
  for (uint32_t i = 0; i < c->warning_count; i++) free(c->warnings[i]);
  free(c->objects);
  free(c->warnings);
  free(c->stage_lengths);
  memset(c, 0, sizeof *c);
}
