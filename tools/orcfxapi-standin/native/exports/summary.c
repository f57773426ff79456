/* Summaries of arrays: spectra, distributions, rainflow, histograms. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "exports/exports.h"
#include "model/registry.h"
#include "results/series.h"
#include "arithmetic/summaries.h"

static Summary *summary_of(int32_t kind, int32_t count, double fundamental, const double *times,
                           const double *values) {
  switch (kind) {
    case skSpectralDensity:
      return spectral_density(times, values, count, fundamental);
    case skEmpiricalDistribution:
      return empirical_distribution(values, count);
    case skRainflowHalfCycles:
      return rainflow_ascending(values, count);
    default:
      return rainflow(values, count);
  }
}

static void create(int32_t kind, int32_t count, double fundamental, const double *times, const double *values,
                   Handle *handle, int32_t *points, int32_t *lpStatus) {
  if (kind < skSpectralDensity || kind > skRainflowAssociatedMean || !handle) {
    fail(lpStatus, stInvalidParameter, "%d is not a kind of summary.", (int)kind);
    return;
  }
  int needs_times = kind == skSpectralDensity;
  if (!values || count < 1 || (needs_times && (!times || count < 2 || !(times[count - 1] > times[0])))) {
    fail(lpStatus, stInvalidTimeHistoryValues, "The values for such a summary are missing.");
    return;
  }
  Summary *summary = summary_of(kind, count, fundamental, times, values);
  *handle = summary ? item_register(itemSummary, summary) : NULL;
  if (!*handle) {
    summary_free(summary);
    fail(lpStatus, stUnexpectedError, "There is no memory for the summary.");
    return;
  }
  if (points) *points = summary->count;
  succeed(lpStatus);
}

API(void) C_CreateTimeHistorySummary(int32_t kind, int32_t count, const double *times, const double *values,
                                     Handle *summary, int32_t *points, int32_t *lpStatus) {
  ENTER;
  create(kind, count, DEFAULT_REAL, times, values, summary, points, lpStatus);
}

API(void) C_CreateTimeHistorySummary2(int32_t kind, int32_t count,
                                      const TTimeHistorySummarySpecification *specification, const double *times,
                                      const double *values, Handle *summary, int32_t *points, int32_t *lpStatus) {
  ENTER;
  static const int32_t sizes[] = {(int32_t)sizeof(TTimeHistorySummarySpecification)};
  double fundamental = DEFAULT_REAL;
  if (specification) {
    if (check_size(specification->Size, sizes, 1, lpStatus) != stOK) return;
    fundamental = specification->SpectralDensityFundamentalFrequency;
  }
  create(kind, count, fundamental, times, values, summary, points, lpStatus);
}

API(void) C_GetTimeHistorySummaryValues(Handle handle, double *x, double *y, int32_t *lpStatus) {
  ENTER;
  const Summary *summary = item_from(handle, itemSummary, lpStatus);
  if (!summary) return;
  if (x) memcpy(x, summary->x, (size_t)summary->count * sizeof(double));
  if (y) memcpy(y, summary->y, (size_t)summary->count * sizeof(double));
  succeed(lpStatus);
}

API(void) C_DestroyTimeHistorySummary(Handle handle, int32_t *lpStatus) {
  ENTER;
  Summary *summary = item_take(handle, itemSummary, lpStatus);
  if (!summary) return;
  summary_free(summary);
  succeed(lpStatus);
}

static int32_t bin_of(double range, double size) {
  int32_t bin = (int32_t)ceil(range / size) - 1;
  return bin < 0 ? 0 : bin;
}

static double largest_of(const double *ranges, int32_t count) {
  double largest = 0;
  for (int32_t i = 0; i < count; i++) largest = fmax(largest, ranges[i]);
  return largest;
}

API(void) C_CreateCycleHistogramBins(int32_t count, const double *ranges, double size, int32_t *bin_count,
                                     TCycleBin **bins, int32_t *lpStatus) {
  ENTER;
  if (!bins || !bin_count || (count > 0 && !ranges) || count < 0) {
    fail(lpStatus, stInvalidParameter, "There are no half cycles, or there is nowhere to put the bins.");
    return;
  }
  double largest = largest_of(ranges, count);
  if (size == DEFAULT_REAL) size = largest > 0 ? largest / 10 : 1;
  if (!(size > 0) || largest / size > 1e7) {
    fail(lpStatus, stInvalidParameter, "A bin cannot be %g wide here.", size);
    return;
  }
  int32_t needed = count > 0 ? bin_of(largest, size) + 1 : 0;
  TCycleBin *made = calloc((size_t)needed + 1, sizeof *made);
  if (!made) {
    fail(lpStatus, stUnexpectedError, "There is no memory for the bins.");
    return;
  }
  for (int32_t i = 0; i < needed; i++) made[i].Value = (i + 0.5) * size;
  for (int32_t i = 0; i < count; i++) made[bin_of(ranges[i], size)].Count += 0.5;
  *bins = made;
  *bin_count = needed;
  succeed(lpStatus);
}

API(void) C_DestroyCycleHistogramBins(TCycleBin *bins, int32_t *lpStatus) {
  ENTER;
  free(bins);
  succeed(lpStatus);
}

API(void) C_CalculateRratio(int32_t count, const double *ranges, const double *means, double *ratios,
                            int32_t *lpStatus) {
  ENTER;
  if (count < 0 || (count > 0 && (!ranges || !means || !ratios))) {
    fail(lpStatus, stInvalidParameter, "There are no cycles.");
    return;
  }
  for (int32_t i = 0; i < count; i++) {
    ratios[i] = (means[i] - ranges[i] / 2) / (means[i] + ranges[i] / 2);
  }
  succeed(lpStatus);
}
