/* Extreme value statistics of an array. */
#include <stdlib.h>
#include <string.h>

#include "exports/exports.h"
#include "arithmetic/extremes.h"
#include "model/registry.h"
#include "results/series.h"

static void free_extremes(Extremes *extremes) {
  if (extremes) free(extremes->values);
  free(extremes);
}

API(void) C_OpenExtremeStatistics(int32_t count, const double *values, double interval, Handle *handle,
                                  int32_t *lpStatus) {
  ENTER;
  if (count < 1 || !values || !handle || !(interval > 0)) {
    fail(lpStatus, stInvalidTimeHistoryValues, "There are no values for the extremes.");
    return;
  }
  Extremes *extremes = calloc(1, sizeof *extremes);
  if (extremes) extremes->values = malloc((size_t)count * sizeof(double));
  *handle = NULL;
  if (extremes && extremes->values) {
    extremes->count = count;
    extremes->interval = interval;
    memcpy(extremes->values, values, (size_t)count * sizeof(double));
    *handle = item_register(itemExtremeStatistics, extremes);
  }
  if (*handle) {
    succeed(lpStatus);
  } else {
    free_extremes(extremes);
    fail(lpStatus, stUnexpectedError, "There is no memory for the values.");
  }
}

static int check_specification(const TExtremeStatisticsSpecification *specification, int32_t *lpStatus) {
  static const int32_t sizes[] = {(int32_t)sizeof(TExtremeStatisticsSpecification)};
  if (!specification) return fail(lpStatus, stInvalidParameter, "A specification is needed.");
  if (check_size(specification->Size, sizes, 1, lpStatus) != stOK) return stInvalidStructureSize;
  int known = specification->Distribution >= edRayleigh && specification->Distribution <= edGPD;
  if (known && (specification->ExtremesToAnalyse == 0 || specification->ExtremesToAnalyse == 1)) return stOK;
  return fail(lpStatus, stInvalidParameter, "There is no such distribution, or no such tail.");
}

API(void) C_FitExtremeStatistics(Handle handle, const TExtremeStatisticsSpecification *specification,
                                 int32_t *lpStatus) {
  ENTER;
  Extremes *extremes = item_from(handle, itemExtremeStatistics, lpStatus);
  if (!extremes || check_specification(specification, lpStatus) != stOK) return;
  if (fit_extremes(extremes, specification, lpStatus) == stOK) succeed(lpStatus);
}

API(void) C_QueryExtremeStatistics(Handle handle, const TExtremeStatisticsQuery *query,
                                   TExtremeStatisticsOutput *output, int32_t *lpStatus) {
  ENTER;
  static const int32_t query_sizes[] = {(int32_t)sizeof(TExtremeStatisticsQuery)};
  static const int32_t output_sizes[] = {(int32_t)sizeof(TExtremeStatisticsOutput)};
  const Extremes *extremes = item_from(handle, itemExtremeStatistics, lpStatus);
  if (!extremes) return;
  if (!query || !output) {
    fail(lpStatus, stInvalidParameter, "A query and a place for the answer are needed.");
    return;
  }
  if (check_size(query->Size, query_sizes, 1, lpStatus) != stOK) return;
  if (check_size(output->Size, output_sizes, 1, lpStatus) != stOK) return;
  if (!extremes->fitted) {
    fail(lpStatus, stExtremeStatisticsFailed, "Nothing has been fitted yet.");
    return;
  }
  if (query_extremes(extremes, query, output, lpStatus) == stOK) succeed(lpStatus);
}

API(int32_t) C_CalculateExtremeStatisticsExcessesOverThreshold(Handle handle,
                                                               const TExtremeStatisticsSpecification *specification,
                                                               double *excesses, int32_t *lpStatus) {
  ENTER;
  const Extremes *extremes = item_from(handle, itemExtremeStatistics, lpStatus);
  if (!extremes) return 0;
  if (!specification && !extremes->fitted) {
    fail(lpStatus, stExtremeStatisticsFailed, "Without a specification, a distribution must have been fitted before.");
    return 0;
  }
  if (!specification) specification = &extremes->specification;
  if (check_specification(specification, lpStatus) != stOK) return 0;
  succeed(lpStatus);
  return excesses_of(extremes, specification, excesses);
}

API(void) C_CloseExtremeStatistics(Handle handle, int32_t *lpStatus) {
  ENTER;
  Extremes *extremes = item_take(handle, itemExtremeStatistics, lpStatus);
  if (!extremes) return;
  free_extremes(extremes);
  succeed(lpStatus);
}
