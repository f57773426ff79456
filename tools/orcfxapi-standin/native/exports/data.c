/* Data: of objects as stored in the file, of the model as the licence would provide it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exports/exports.h"
#include "model/model.h"

/* A data item that was found, and the source of its values. */
typedef struct Found {
  int32_t type, rows;
  char **values;
  char *only; /* the value of `values` if no file contains it */
} Found;

static const char *model_text(const Model *model, const char *name) {
  const char *status = model->seat_lost ? "Lost" : "OK";
  const struct {
    const char *name, *text;
  } items[] = {{"LicenceStatus", status},        {"LicenceFileLocation", "standin.lic"}, {"DongleName", "Stand-in"},
               {"DongleAccessMode", "Network"},  {"DonglePort", "0"},                    {"DongleServer", "localhost"},
               {"LatestFileName", model->path ? model->path : ""}};
  for (size_t i = 0; i < sizeof items / sizeof items[0]; i++) {
    if (text_same(items[i].name, name)) return items[i].text;
  }
  return NULL;
}

static const Datum *datum_named(const Object *object, const char *name) {
  for (uint32_t i = 0; i < object->data_count; i++) {
    if (text_same(object->data[i].name, name)) return &object->data[i];
  }
  return NULL;
}

static int find(Model *model, const Object *object, const char *name, Found *found) {
  found->type = dtString;
  found->rows = -1;
  found->values = &found->only;
  found->only = object ? NULL : (char *)model_text(model, name);
  if (object && text_same(name, "Name")) found->only = object->name;
  if (found->only) return 1;
  const Datum *datum = object ? datum_named(object, name) : NULL;
  if (!datum) return 0;
  found->type = (int32_t)datum->type;
  found->rows = datum->rows;
  found->values = datum->values;
  return 1;
}

static int data_item(Handle handle, const Wide *name, Found *found, int32_t *lpStatus) {
  Object *object;
  Model *model = data_owner_from(handle, &object, lpStatus);
  if (!model) return stInvalidHandle;
  char *narrow = text_narrow(name);
  int status = stOK;
  if (!narrow || !find(model, object, narrow, found)) {
    status = fail(lpStatus, stInvalidDataName, "'%s' has no data named '%s'.", object ? object->name : "The model",
                  narrow ? narrow : "");
  }
  free(narrow);
  return status;
}

/* The value of a row, as text; NULL with the status set. */
static const char *value_at(const Found *found, int32_t index, int32_t *lpStatus) {
  int in_range = found->rows < 0 ? index == 0 : index >= 1 && index <= found->rows;
  if (in_range) return found->values[found->rows < 0 ? 0 : index - 1];
  if (found->rows < 0) {
    fail(lpStatus, stInvalidIndex, "The data has no rows: its index is 0, not %d.", (int)index);
  } else {
    fail(lpStatus, stInvalidIndex, "The data has rows 1 to %d, not %d.", (int)found->rows, (int)index);
  }
  return NULL;
}

/* The text of a value that has one of two types. */
static const char *typed_value(Handle handle, const Wide *name, int32_t index, const int32_t *types,
                               int32_t *lpStatus) {
  Found found;
  if (data_item(handle, name, &found, lpStatus) != stOK) return NULL;
  if (found.type != types[0] && found.type != types[1]) {
    fail(lpStatus, stInvalidDataType, "The data is of type %d.", (int)found.type);
    return NULL;
  }
  return value_at(&found, index, lpStatus);
}

API(void) C_GetDataTypeW(Handle handle, const Wide *name, int32_t *type, int32_t *lpStatus) {
  ENTER;
  Found found;
  if (data_item(handle, name, &found, lpStatus) != stOK) return;
  if (type) *type = found.type;
  succeed(lpStatus);
}

API(void) C_GetDataRowCountW(Handle handle, const Wide *name, int32_t *count, int32_t *lpStatus) {
  ENTER;
  Found found;
  if (data_item(handle, name, &found, lpStatus) != stOK) return;
  if (count) *count = found.rows;
  succeed(lpStatus);
}

API(void) C_GetDataDoubleW(Handle handle, const Wide *name, int32_t index, double *value, int32_t *lpStatus) {
  ENTER;
  static const int32_t types[] = {dtDouble, dtInteger};
  const char *text = typed_value(handle, name, index, types, lpStatus);
  if (!text) return;
  if (value) *value = strtod(text, NULL);
  succeed(lpStatus);
}

API(void) C_GetDataIntegerW(Handle handle, const Wide *name, int32_t index, int32_t *value, int32_t *lpStatus) {
  ENTER;
  static const int32_t types[] = {dtInteger, dtBoolean};
  const char *text = typed_value(handle, name, index, types, lpStatus);
  if (!text) return;
  if (value) *value = strcmp(text, "Yes") == 0 ? 1 : (int32_t)strtol(text, NULL, 10);
  succeed(lpStatus);
}

API(int32_t) C_GetDataStringW(Handle handle, const Wide *name, int32_t index, Wide *buffer, int32_t *lpStatus) {
  ENTER;
  Found found;
  if (data_item(handle, name, &found, lpStatus) != stOK) return 0;
  const char *text = value_at(&found, index, lpStatus);
  if (!text) return 0;
  char number[64];
  if (found.type == dtDouble) {
    snprintf(number, sizeof number, "%g", strtod(text, NULL));
    text = number;
  }
  succeed(lpStatus);
  return text_give(text, buffer);
}

API_OF_11(void) C_GetUnitsConversionFactorW(Handle handle, const Wide *units, double *factor, int32_t *lpStatus) {
  ENTER;
  static const struct {
    const char *units;
    double factor;
  } known[] = {{"m", 1},     {"ft", 0.3048},   {"in", 0.0254},  {"mm", 0.001}, {"s", 1},
               {"deg", 1},   {"rad", 57.295779513082320877},    {"kN", 1},     {"N", 0.001},
               {"te", 1},    {"kg", 0.001},    {"lbf", 0.0044482216152605},    {"kN.m", 1},
               {"m/s", 1},   {"ft/s", 0.3048}};
  Object *object;
  if (!data_owner_from(handle, &object, lpStatus)) return;
  char *narrow = text_narrow(units);
  fail(lpStatus, stInvalidParameter, "'%s' is not a unit.", narrow ? narrow : "");
  for (size_t i = 0; narrow && i < sizeof known / sizeof known[0]; i++) {
    if (strcmp(known[i].units, narrow) != 0) continue;
    if (factor) *factor = known[i].factor;
    succeed(lpStatus);
  }
  free(narrow);
}
