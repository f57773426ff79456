/* A model's objects and their variables. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exports/exports.h"
#include "model/model.h"
#include "results/series.h"

static void describe(const Object *object, TObjectInfoW *info) {
  memset(info, 0, sizeof *info);
  info->ObjectHandle = object_handle(object);
  info->ObjectType = object->type;
  text_widen(object->name, info->ObjectName, 50);
}

API(void) C_EnumerateObjectsW(Handle handle, EnumerateObjects each, int32_t *count, int32_t *lpStatus) {
  ENTER;
  Model *model = model_from(handle, lpStatus);
  if (!model) return;
  for (uint32_t i = 0; each && i < model->container.object_count; i++) {
    TObjectInfoW info;
    describe(&model->container.objects[i], &info);
    each(handle, &info);
  }
  if (count) *count = (int32_t)model->container.object_count;
  succeed(lpStatus);
}

API(void) C_ObjectCalledW(Handle handle, const Wide *name, TObjectInfoW *info, int32_t *lpStatus) {
  ENTER;
  Model *model = model_from(handle, lpStatus);
  if (!model) return;
  char *narrow = text_narrow(name);
  Object *object = narrow ? object_named(model, narrow) : NULL;
  if (object) {
    if (info) describe(object, info);
    succeed(lpStatus);
  } else {
    fail(lpStatus, stNoSuchObject, "There is no object named '%s' in this model.", narrow ? narrow : "");
  }
  free(narrow);
}

API(void) C_GetObjectTypeFromHandle(Handle handle, int32_t *type, int32_t *lpStatus) {
  ENTER;
  Object *object = object_from(handle, lpStatus);
  if (!object) return;
  if (type) *type = object->type;
  succeed(lpStatus);
}

API(int32_t) C_GetObjectTypeNameW(Handle handle, int32_t type, Wide *buffer, int32_t *lpStatus) {
  ENTER;
  static const struct {
    int32_t type;
    const char *name;
  } names[] = {{otGeneral, "General"}, {otEnvironment, "Environment"}, {otVessel, "Vessel"},
               {otLine, "Line"},       {ot6DBuoy, "6D Buoy"},          {ot3DBuoy, "3D Buoy"},
               {otWinch, "Winch"},     {otLink, "Link"},               {otConstraint, "Constraint"},
               {otTurbine, "Turbine"}};
  if (!model_from(handle, lpStatus)) return 0;
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (names[i].type != type) continue;
    succeed(lpStatus);
    return text_give(names[i].name, buffer);
  }
  fail(lpStatus, stInvalidObjectType, "This stand-in has no object type %d.", (int)type);
  return 0;
}

API(void) C_GetVarIDW(Handle handle, const Wide *name, int32_t *id, int32_t *lpStatus) {
  ENTER;
  Object *object = object_from(handle, lpStatus);
  if (!object) return;
  char *narrow = text_narrow(name);
  const Variable *found = NULL;
  for (uint32_t i = 0; narrow && !found && i < object->variable_count; i++) {
    if (text_same(object->variables[i].name, narrow)) found = &object->variables[i];
  }
  if (found) {
    if (id) *id = found->id;
    succeed(lpStatus);
  } else {
    fail(lpStatus, stUnrecognisedVarName, "'%s' has no result variable named '%s'.", object->name,
         narrow ? narrow : "");
  }
  free(narrow);
}

static void tell_variable(const Object *object, const Variable *variable, EnumerateVars each) {
  char full[400];
  Wide name[128];
  Wide units[64];
  Wide full_name[400];
  snprintf(full, sizeof full, "%s %s", object->name, variable->name);
  text_widen(variable->name, name, 128);
  text_widen(variable->units, units, 64);
  text_widen(full, full_name, 400);
  TVarInfoW info = {(int32_t)sizeof(TVarInfoW), variable->id, name, units, full_name, object_handle(object)};
  each(&info);
  /* The texts belong to the callback only while it runs: a caller that keeps the pointers must notice. */
  memset(name, 0xEE, sizeof name);
  memset(units, 0xEE, sizeof units);
  memset(full_name, 0xEE, sizeof full_name);
}

API(void) C_EnumerateVars2W(Handle handle, const TObjectExtra2W *extra, int32_t result_type, EnumerateVars each,
                            int32_t *count, int32_t *lpStatus) {
  ENTER;
  Object *object = object_from(handle, lpStatus);
  if (!object) return;
  if (result_type < rtTimeHistory || result_type > rtFrequencyDomain) {
    fail(lpStatus, stInvalidResultType, "%d is not a type of result.", (int)result_type);
    return;
  }
  if (check_extra_size(extra, lpStatus) != stOK) return;
  int32_t reported = 0;
  for (uint32_t i = 0; i < object->variable_count && result_type != rtFrequencyDomain; i++) {
    const Variable *variable = &object->variables[i];
    if (result_type == rtRangeGraph && variable->result_points == lrpNone) continue;
    if (each) tell_variable(object, variable, each);
    reported++;
  }
  if (count) *count = reported;
  succeed(lpStatus);
}

API(void) C_GetModelHandle(Handle handle, Handle *model, int32_t *lpStatus) {
  ENTER;
  Object *object = object_from(handle, lpStatus);
  if (!object) return;
  if (model) *model = model_handle(object->model);
  succeed(lpStatus);
}

static const Variable *asked_variable(Handle handle, int32_t id, int32_t *lpStatus) {
  Object *object = object_from(handle, lpStatus);
  return object ? variable_from(object, id, lpStatus) : NULL;
}

API(void) C_GetObjectExtraFieldRequired(Handle handle, int32_t id, int32_t field, int32_t *needed, int32_t *lpStatus) {
  ENTER;
  const Variable *variable = asked_variable(handle, id, lpStatus);
  if (!variable) return;
  if (field < 0 || field >= efCount) {
    fail(lpStatus, stInvalidParameter, "An object extra has no field %d.", (int)field);
    return;
  }
  if (needed) *needed = (variable->needs >> field) & 1;
  succeed(lpStatus);
}

API_OF_11(void) C_GetRequiredObjectExtraFields(Handle handle, int32_t id, int32_t *fields, int32_t *lpStatus) {
  ENTER;
  const Variable *variable = asked_variable(handle, id, lpStatus);
  if (!variable) return;
  if (fields) *fields = (int32_t)variable->needs;
  succeed(lpStatus);
}

API_OF_11(void) C_GetLineResultPoints(Handle handle, int32_t id, int32_t *points, int32_t *lpStatus) {
  ENTER;
  const Variable *variable = asked_variable(handle, id, lpStatus);
  if (!variable) return;
  if (points) *points = (int32_t)variable->result_points;
  succeed(lpStatus);
}

API(void) C_GetNodeArclengths(Handle handle, double *arclengths, int32_t *count, int32_t *lpStatus) {
  ENTER;
  Object *object = object_from(handle, lpStatus);
  if (!object) return;
  if (object->node_count == 0) {
    fail(lpStatus, stInvalidObjectType, "'%s' has no nodes.", object->name);
    return;
  }
  for (uint32_t i = 0; arclengths && i < object->node_count; i++) {
    arclengths[i] = object->length * i / (double)(object->node_count - 1);
  }
  if (count) *count = (int32_t)object->node_count;
  succeed(lpStatus);
}
