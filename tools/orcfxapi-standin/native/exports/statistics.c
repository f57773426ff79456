/* Statistics: of arrays, and of linked variables of one object. */
#include <stdlib.h>

#include "exports/exports.h"
#include "model/model.h"
#include "model/registry.h"
#include "results/series.h"
#include "arithmetic/statistics.h"

API(void) C_CalculateTimeSeriesStatistics(const double *values, int32_t count, double interval,
                                          TTimeSeriesStatistics *statistics, int32_t *lpStatus) {
  ENTER;
  give_statistics(values, count, interval, statistics, lpStatus);
}

API(void) C_AnalyseExtrema(const double *values, int32_t count, double *max, double *min, int32_t *index_of_max,
                           int32_t *index_of_min, int32_t *lpStatus) {
  ENTER;
  if (!values || count < 1) {
    fail(lpStatus, stInvalidTimeHistoryValues, "There are no values to search for extremes.");
    return;
  }
  Basics basics = basics_of(values, count);
  if (max) *max = basics.max;
  if (min) *min = basics.min;
  if (index_of_max) *index_of_max = (int32_t)basics.max_at;
  if (index_of_min) *index_of_min = (int32_t)basics.min_at;
  succeed(lpStatus);
}

typedef struct Linked {
  uint64_t thread;
  int32_t count;
  int64_t samples;
  double start, step;
  int32_t *ids;
  double *values; /* variable after variable */
} Linked;

static void free_linked(Linked *linked) {
  if (!linked) return;
  free(linked->ids);
  free(linked->values);
  free(linked);
}

static Linked *make_linked(int32_t count, int64_t samples) {
  Linked *linked = calloc(1, sizeof *linked);
  if (!linked) return NULL;
  linked->count = count;
  linked->samples = samples;
  linked->ids = calloc((size_t)count, sizeof *linked->ids);
  linked->values = calloc((size_t)count * (size_t)samples, sizeof *linked->values);
  if (linked->ids && linked->values) return linked;
  free_linked(linked);
  return NULL;
}

static int fill_linked(Linked *linked, Handle handle, const TObjectExtra2W *extra, const int32_t *ids,
                       const Span *span, int32_t *lpStatus) {
  Wanted wanted;
  for (int32_t i = 0; i < linked->count; i++) {
    Destination into = {linked->values + i * linked->samples, 1};
    int status = wanted_from(handle, extra, ids[i], &wanted, lpStatus);
    if (status == stOK) status = series_write(&wanted, span, into, lpStatus);
    if (status != stOK) return status;
    linked->ids[i] = ids[i];
  }
  return stOK;
}

API(void) C_OpenLinkedStatistics2W(Handle handle, const TObjectExtra2W *extra, const TPeriod *period, int32_t count,
                                   const int32_t *ids, Handle *statistics, int32_t *lpStatus) {
  ENTER;
  Span span;
  Object *object = object_from(handle, lpStatus);
  if (!object) return;
  Model *model = object->model;
  if (count < 1 || !ids || !statistics) {
    fail(lpStatus, stNotEnoughVars, "At least one variable is needed.");
    return;
  }
  if (!model->has_results) {
    fail(lpStatus, stInvalidModelState, "No simulation has been loaded into this model.");
    return;
  }
  if (result_call(model, lpStatus) != stOK) return;
  if (span_of(&model->container, period, &span, lpStatus) != stOK) return;
  Linked *linked = make_linked(count, span.count);
  if (!linked) {
    fail(lpStatus, stUnexpectedError, "There is no memory for the statistics.");
    return;
  }
  linked->thread = model->thread;
  linked->start = time_of(&model->container, span.first);
  linked->step = model->container.step;
  *statistics = NULL;
  if (fill_linked(linked, handle, extra, ids, &span, lpStatus) == stOK) {
    *statistics = item_register(itemLinkedStatistics, linked);
    succeed(lpStatus);
  }
  if (!*statistics) free_linked(linked);
}

static Linked *linked_from(Handle handle, int32_t *lpStatus) {
  Linked *linked = item_from(handle, itemLinkedStatistics, lpStatus);
  return linked && thread_is_right(linked->thread, lpStatus) ? linked : NULL;
}

static const double *linked_values(const Linked *linked, int32_t id, int32_t *lpStatus) {
  for (int32_t i = 0; i < linked->count; i++) {
    if (linked->ids[i] == id) return linked->values + i * linked->samples;
  }
  fail(lpStatus, stUnrecognisedVarNum, "Variable number %d is not one of the linked ones.", (int)id);
  return NULL;
}

API(void) C_QueryLinkedStatistics(Handle handle, int32_t id, int32_t linked_id, TStatisticsQuery *query,
                                  int32_t *lpStatus) {
  ENTER;
  const Linked *linked = linked_from(handle, lpStatus);
  const double *values = linked ? linked_values(linked, id, lpStatus) : NULL;
  const double *others = values ? linked_values(linked, linked_id, lpStatus) : NULL;
  if (!others) return;
  Basics basics = basics_of(values, linked->samples);
  if (query) {
    query->StdDev = basics.std_dev;
    query->Mean = basics.mean;
    query->TimeOfMax = linked->start + (double)basics.max_at * linked->step;
    query->ValueAtMax = basics.max;
    query->LinkedValueAtMax = others[basics.max_at];
    query->TimeOfMin = linked->start + (double)basics.min_at * linked->step;
    query->ValueAtMin = basics.min;
    query->LinkedValueAtMin = others[basics.min_at];
  }
  succeed(lpStatus);
}

API(void) C_CalculateLinkedStatisticsTimeSeriesStatistics(Handle handle, int32_t id,
                                                          TTimeSeriesStatistics *statistics, int32_t *lpStatus) {
  ENTER;
  const Linked *linked = linked_from(handle, lpStatus);
  const double *values = linked ? linked_values(linked, id, lpStatus) : NULL;
  if (values) give_statistics(values, linked->samples, linked->step, statistics, lpStatus);
}

API(void) C_CloseLinkedStatistics(Handle handle, int32_t *lpStatus) {
  ENTER;
  if (!linked_from(handle, lpStatus)) return;
  free_linked(item_take(handle, itemLinkedStatistics, lpStatus));
  succeed(lpStatus);
}
