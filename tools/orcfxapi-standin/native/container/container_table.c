#include "container/container_table.h"

#include <math.h>

#include "interface/constants.h"

static void take_variable(Cursor *cursor, Variable *variable) {
  variable->name = take_text(cursor);
  variable->units = take_text(cursor);
  variable->kind = take_u32(cursor);
  variable->flags = take_u32(cursor);
  variable->block = take_u32(cursor);
  for (int i = 0; i < 4; i++) variable->parameters[i] = take_double(cursor);
  variable->static_value = take_double(cursor);
  variable->needs = take_u32(cursor);
  variable->result_points = take_u32(cursor);
  variable->upper.name = take_text(cursor);
  variable->upper.value = take_double(cursor);
  variable->lower.name = take_text(cursor);
  variable->lower.value = take_double(cursor);
  if (variable->kind >= kindCount) cursor->bad = 1;
}

/* Checks that every parameter that sample_of converts to an integer, and every product of them, fits into one. */
static int plausible_variable(const Variable *v, const Container *c) {
  if ((v->flags & flagLogged) && v->block >= c->logged_count) return 0;
  if (v->result_points > lrpEnds || (v->result_points && !(v->needs & 1u << efLinePoint))) return 0;
  if (v->kind < kindSine) return 1;
  return v->parameters[2] >= 0 && v->parameters[2] <= 1e9 && v->parameters[3] >= 4 && v->parameters[3] <= 1e9;
}

static int plausible_object(const Object *object, const Container *c) {
  if (object->node_count == 1 || object->type < 0 || object->type > 2000) return 0;
  int line = object->node_count > 1 && object->length > 0 && isfinite(object->length);
  for (uint32_t i = 0; i < object->variable_count; i++) {
    const Variable *variable = &object->variables[i];
    if (!plausible_variable(variable, c) || ((variable->needs & 1u << efLinePoint) && !line)) return 0;
  }
  return 1;
}

static void take_datum(Cursor *cursor, Datum *datum) {
  datum->name = take_text(cursor);
  datum->type = take_u32(cursor);
  datum->rows = (int32_t)take_u32(cursor);
  uint32_t count = take_u32(cursor);
  datum->values = take_array(cursor, count, sizeof(char *));
  datum->count = datum->values ? count : 0;
  for (uint32_t i = 0; i < datum->count; i++) datum->values[i] = take_text(cursor);
  if (datum->count != (datum->rows < 0 ? 1u : (uint32_t)datum->rows)) cursor->bad = 1;
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
  uint32_t data = take_u32(cursor);
  object->data = take_array(cursor, data, sizeof(Datum));
  object->data_count = object->data ? data : 0;
  for (uint32_t i = 0; i < object->data_count && !cursor->bad; i++) take_datum(cursor, &object->data[i]);
}

static void take_switches(Cursor *cursor, Container *into) {
  uint32_t count = take_u32(cursor);
  into->switches = take_array(cursor, count, sizeof(Switch));
  into->switch_count = into->switches ? count : 0;
  for (uint32_t i = 0; i < into->switch_count; i++) {
    into->switches[i].key = take_text(cursor);
    into->switches[i].value = take_text(cursor);
  }
}

void table_take(Cursor *cursor, Container *into) {
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
  take_switches(cursor, into);
}

int table_plausible(const Container *c) {
  if (c->sample_count == 0 || c->sample_count > INT32_MAX || (c->sample_bytes != 4 && c->sample_bytes != 8)) return 0;
  if (!isfinite(c->start) || !isfinite(c->planned_end) || !(c->step > 0 && c->step < 1e9)) return 0;
  if (!(c->memory_factor >= 0 && c->memory_factor <= 1000)) return 0;
  if (c->logged_count > 1000000 || c->latest_wave_samples == 0 || c->latest_wave_samples > c->sample_count) return 0;
  int64_t series = (int64_t)c->logged_count * c->sample_count * c->sample_bytes;
  if (c->file_type != ftSimulation) series = 0;
  if (c->size - c->data_offset < series) return 0;
  for (uint32_t i = 0; i < c->object_count; i++) {
    if (!plausible_object(&c->objects[i], c)) return 0;
  }
  return 1;
}
