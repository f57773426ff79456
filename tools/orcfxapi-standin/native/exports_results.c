/* Samples: how many, when, and what they are. */
#include <stddef.h>

#include "constants.h"
#include "exports.h"
#include "model.h"
#include "series.h"
#include "text.h"

API(int32_t) C_GetNumOfSamples(Handle handle, const TPeriod *period, int32_t *lpStatus) {
  Model *model = loaded_model_from(handle, lpStatus);
  Span span;
  if (!model || span_of(&model->container, period, &span, lpStatus) != stOK) return 0;
  succeed(lpStatus);
  return (int32_t)span.count;
}

API(void) C_GetSampleTimes(Handle handle, const TPeriod *period, double *times, int32_t *lpStatus) {
  Model *model = loaded_model_from(handle, lpStatus);
  Span span;
  if (!model || span_of(&model->container, period, &span, lpStatus) != stOK) return;
  for (int64_t i = 0; times && i < span.count; i++) times[i] = time_of(&model->container, span.first + i);
  succeed(lpStatus);
}

typedef struct Source {
  Object *object;
  Variable *variable;
  double factor;
} Source;

static int source_of(Handle handle, const TObjectExtra2W *extra, int32_t id, Source *source, int32_t *lpStatus) {
  source->object = object_from(handle, lpStatus);
  if (!source->object) return stInvalidHandle;
  source->variable = variable_numbered(source->object, id);
  if (!source->variable) {
    return id > 0 ? fail(lpStatus, stUnrecognisedVarNum, "'%s' has no variable number %d.", source->object->name, (int)id)
                  : fail(lpStatus, stInvalidVarNum, "%d cannot be the number of a variable.", (int)id);
  }
  return factor_of(source->object, source->variable, extra, &source->factor, lpStatus);
}

API(void) C_GetTimeHistory2W(Handle handle, const TObjectExtra2W *extra, const TPeriod *period, int32_t id,
                             double *values, int32_t *lpStatus) {
  Source source;
  Span span;
  if (source_of(handle, extra, id, &source, lpStatus) != stOK) return;
  const Model *model = source.object->model;
  if (span_of(&model->container, period, &span, lpStatus) != stOK) return;
  if (!values) {
    fail(lpStatus, stInvalidParameter, "There is nowhere to put the values.");
    return;
  }
  counters.histories++;
  Destination into = {values, 1};
  if (series_write(model, source.variable, source.factor, &span, into, lpStatus) == stOK) succeed(lpStatus);
}

/* Row by row: values[sample * count + specification]. Everything is checked before the first value is written. */
API(void) C_GetMultipleTimeHistoriesW(int32_t count, const TTimeHistorySpecificationW *specifications,
                                      const TPeriod *period, double *values, int32_t *lpStatus) {
  Source source;
  Span span;
  if (count < 1 || !specifications || !values) {
    fail(lpStatus, stInvalidParameter, "At least one specification and a place for the values are needed.");
    return;
  }
  const Model *model = NULL;
  for (int32_t i = 0; i < count; i++) {
    const TTimeHistorySpecificationW *at = &specifications[i];
    if (source_of(at->ObjectHandle, at->ObjectExtra, at->VarID, &source, lpStatus) != stOK) return;
    if (model && model != source.object->model) {
      fail(lpStatus, stInvalidParameter, "All specifications must be of one model.");
      return;
    }
    model = source.object->model;
  }
  if (span_of(&model->container, period, &span, lpStatus) != stOK) return;
  counters.multiple_histories++;
  for (int32_t i = 0; i < count; i++) {
    const TTimeHistorySpecificationW *at = &specifications[i];
    Destination into = {values + i, count};
    if (source_of(at->ObjectHandle, at->ObjectExtra, at->VarID, &source, lpStatus) != stOK) return;
    if (series_write(model, source.variable, source.factor, &span, into, lpStatus) != stOK) return;
  }
  succeed(lpStatus);
}
