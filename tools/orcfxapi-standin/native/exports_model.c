/* A loaded model: its state, its warnings, its objects and their variables. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "constants.h"
#include "exports.h"
#include "model.h"
#include "series.h"
#include "text.h"

API(void) C_GetModelState(Handle handle, int32_t *state, int32_t *lpStatus) {
  Model *model = model_from(handle, lpStatus);
  if (!model) return;
  if (state) *state = model->state;
  succeed(lpStatus);
}

API(void) C_GetSimulationComplete(Handle handle, int32_t *complete, int32_t *lpStatus) {
  Model *model = loaded_model_from(handle, lpStatus);
  if (!model) return;
  const Container *c = &model->container;
  double end = time_of(c, (int64_t)c->sample_count - 1);
  if (complete) *complete = model->state == msSimulationStopped && end > c->planned_end - c->step / 2;
  succeed(lpStatus);
}

API(void) C_GetSimulationTimeStatus(Handle handle, TSimulationTimeStatus *status, int32_t *lpStatus) {
  Model *model = loaded_model_from(handle, lpStatus);
  if (!model) return;
  const Container *c = &model->container;
  if (status) {
    status->StartTime = c->start;
    status->StopTime = c->planned_end;
    status->CurrentTime = time_of(c, (int64_t)c->sample_count - 1);
  }
  succeed(lpStatus);
}

API(int32_t) C_GetNumOfWarnings(Handle handle, int32_t *lpStatus) {
  Model *model = loaded_model_from(handle, lpStatus);
  if (!model) return 0;
  succeed(lpStatus);
  return (int32_t)model->container.warning_count;
}

API(int32_t) C_GetWarningTextW(Handle handle, int32_t index, int32_t *stage, Wide *buffer, int32_t *lpStatus) {
  Model *model = loaded_model_from(handle, lpStatus);
  if (!model) return 0;
  if (index < 0 || (uint32_t)index >= model->container.warning_count) {
    fail(lpStatus, stInvalidIndex, "There is no warning number %d.", (int)index);
    return 0;
  }
  if (stage) *stage = 0;
  succeed(lpStatus);
  return text_give(model->container.warnings[index], buffer);
}

static void describe(const Object *object, TObjectInfoW *info) {
  memset(info, 0, sizeof *info);
  info->ObjectHandle = object_handle(object);
  info->ObjectType = object->type;
  text_widen(object->name, info->ObjectName, 50);
}

API(void) C_EnumerateObjectsW(Handle handle, EnumerateObjects each, int32_t *count, int32_t *lpStatus) {
  Model *model = loaded_model_from(handle, lpStatus);
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
  Model *model = loaded_model_from(handle, lpStatus);
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
  Object *object = object_from(handle, lpStatus);
  if (!object) return;
  if (type) *type = object->type;
  succeed(lpStatus);
}

API(int32_t) C_GetObjectTypeNameW(Handle handle, int32_t type, Wide *buffer, int32_t *lpStatus) {
  static const struct {
    int32_t type;
    const char *name;
  } names[] = {{otGeneral, "General"}, {otEnvironment, "Environment"}, {otVessel, "Vessel"},
               {otLine, "Line"},       {ot6DBuoy, "6D Buoy"},          {ot3DBuoy, "3D Buoy"}};
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
  Wide name[128];
  Wide units[64];
  text_widen(variable->name, name, 128);
  text_widen(variable->units, units, 64);
  TVarInfoW info = {(int32_t)sizeof(TVarInfoW), variable->id, name, units, name, object_handle(object)};
  each(&info);
  /* The texts are the callback's only while it runs: a caller that kept the pointers shall notice. */
  memset(name, 0xEE, sizeof name);
  memset(units, 0xEE, sizeof units);
}

API(void) C_EnumerateVars2W(Handle handle, const TObjectExtra2W *extra, int32_t result_type, EnumerateVars each,
                            int32_t *count, int32_t *lpStatus) {
  Object *object = object_from(handle, lpStatus);
  if (!object) return;
  if (result_type < rtTimeHistory || result_type > rtFrequencyDomain) {
    fail(lpStatus, stInvalidResultType, "%d is no type of result.", (int)result_type);
    return;
  }
  static const int32_t sizes[] = {128, (int32_t)sizeof(TObjectExtra2W)};
  if (extra && check_size(extra->Size, sizes, 2, lpStatus) != stOK) return;
  int32_t told = 0;
  for (uint32_t i = 0; i < object->variable_count && result_type != rtFrequencyDomain; i++) {
    const Variable *variable = &object->variables[i];
    if (result_type == rtRangeGraph && !(variable->flags & flagPositioned)) continue;
    if (each) tell_variable(object, variable, each);
    told++;
  }
  if (count) *count = told;
  succeed(lpStatus);
}

API(void) C_GetNodeArclengths(Handle handle, double *arclengths, int32_t *count, int32_t *lpStatus) {
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
