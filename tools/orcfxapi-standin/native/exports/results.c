/* Samples: their number, times and values. */
#include <stddef.h>

#include "exports/exports.h"
#include "model/model.h"
#include "results/series.h"

API(int32_t) C_GetNumOfSamples(Handle handle, const TPeriod *period, int32_t *lpStatus) {
  ENTER;
  Model *model = loaded_model_from(handle, lpStatus);
  Span span;
  if (!model || span_of(&model->container, period, &span, lpStatus) != stOK) return 0;
  succeed(lpStatus);
  return (int32_t)span.count;
}

API(void) C_GetSampleTimes(Handle handle, const TPeriod *period, double *times, int32_t *lpStatus) {
  ENTER;
  Model *model = loaded_model_from(handle, lpStatus);
  Span span;
  if (!model || span_of(&model->container, period, &span, lpStatus) != stOK) return;
  for (int64_t i = 0; times && i < span.count; i++) times[i] = time_of(&model->container, span.first + i);
  succeed(lpStatus);
}

/* The model is checked before its period: a model without results has no periods either. */
static int results_of(Object *object, int32_t *lpStatus) {
  if (object->model->has_results) return result_call(object->model, lpStatus);
  return fail(lpStatus, stInvalidModelState, "No simulation has been loaded into this model.");
}

static int check_values(const double *values, int32_t *lpStatus) {
  return values ? stOK : fail(lpStatus, stInvalidParameter, "There is nowhere to put the values.");
}

API(void) C_GetTimeHistory2W(Handle handle, const TObjectExtra2W *extra, const TPeriod *period, int32_t id,
                             double *values, int32_t *lpStatus) {
  ENTER;
  Wanted wanted;
  Span span;
  if (wanted_from(handle, extra, id, &wanted, lpStatus) != stOK) return;
  if (results_of(wanted.object, lpStatus) != stOK) return;
  if (span_of(&wanted.object->model->container, period, &span, lpStatus) != stOK) return;
  if (check_values(values, lpStatus) != stOK) return;
  counters.histories++;
  Destination into = {values, 1};
  if (series_write(&wanted, &span, into, lpStatus) == stOK) succeed(lpStatus);
}

API(void) C_GetStaticResult2W(Handle handle, const TObjectExtra2W *extra, int32_t id, double *value,
                              int32_t *lpStatus) {
  ENTER;
  Wanted wanted;
  Span span = {0, 1, 1};
  if (wanted_from(handle, extra, id, &wanted, lpStatus) != stOK) return;
  if (results_of(wanted.object, lpStatus) != stOK || check_values(value, lpStatus) != stOK) return;
  Destination into = {value, 1};
  if (series_write(&wanted, &span, into, lpStatus) == stOK) succeed(lpStatus);
}

static Model *model_of_all(int32_t count, const TTimeHistorySpecificationW *specifications, int32_t *lpStatus) {
  Wanted wanted;
  Model *model = NULL;
  for (int32_t i = 0; i < count; i++) {
    const TTimeHistorySpecificationW *at = &specifications[i];
    if (wanted_from(at->ObjectHandle, at->ObjectExtra, at->VarID, &wanted, lpStatus) != stOK) return NULL;
    if (model && model != wanted.object->model) {
      fail(lpStatus, stInvalidParameter, "All specifications must be of one model.");
      return NULL;
    }
    model = wanted.object->model;
  }
  return results_of(wanted.object, lpStatus) == stOK ? model : NULL;
}

/* Row by row: values[sample * count + specification]. Everything is checked before the first value is written. */
API_OF_11(void) C_GetMultipleTimeHistoriesW(int32_t count, const TTimeHistorySpecificationW *specifications,
                                            const TPeriod *period, double *values, int32_t *lpStatus) {
  ENTER;
  Wanted wanted;
  Span span;
  if (count < 1 || !specifications || !values) {
    fail(lpStatus, stInvalidParameter, "At least one specification and a place for the values are needed.");
    return;
  }
  const Model *model = model_of_all(count, specifications, lpStatus);
  if (!model || span_of(&model->container, period, &span, lpStatus) != stOK) return;
  counters.multiple_histories++;
  for (int32_t i = 0; i < count; i++) {
    const TTimeHistorySpecificationW *at = &specifications[i];
    Destination into = {values + i, count};
    if (wanted_from(at->ObjectHandle, at->ObjectExtra, at->VarID, &wanted, lpStatus) != stOK) return;
    if (series_write(&wanted, &span, into, lpStatus) != stOK) return;
  }
  succeed(lpStatus);
}
