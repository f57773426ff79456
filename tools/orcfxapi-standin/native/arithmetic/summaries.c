#include "arithmetic/summaries.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "interface/constants.h"
#include "arithmetic/statistics.h"

void summary_free(Summary *summary) {
  if (!summary) return;
  free(summary->x);
  free(summary->y);
  free(summary);
}

Summary *summary_make(int64_t count) {
  Summary *summary = calloc(1, sizeof *summary);
  if (!summary) return NULL;
  summary->count = (int32_t)count;
  summary->x = calloc((size_t)count + 1, sizeof(double));
  summary->y = calloc((size_t)count + 1, sizeof(double));
  if (summary->x && summary->y) return summary;
  summary_free(summary);
  return NULL;
}

Summary *spectral_density(const double *times, const double *values, int32_t count, double fundamental) {
  double length = (times[count - 1] - times[0]) / (count - 1) * count;
  int64_t group = fundamental == DEFAULT_REAL ? 1 : llround(fundamental * length);
  if (group < 1) group = 1;
  int64_t last = count / 2;
  double *power = power_of(values, count);
  Summary *summary = power ? summary_make(last / group + 1) : NULL;
  for (int64_t j = 0; summary && j * group <= last; j++) {
    double sum = 0;
    /* Bins k with j m - m/2 <= k < j m + m/2, in integers. */
    for (int64_t k = j * group - group / 2; 2 * k < 2 * j * group + group; k++) {
      if (k >= 0 && k <= last) sum += power[k];
    }
    summary->x[j] = (double)(j * group) / length;
    summary->y[j] = sum * length / (double)group;
  }
  free(power);
  return summary;
}

static int ascending(const void *a, const void *b) {
  double left = *(const double *)a;
  double right = *(const double *)b;
  return (left > right) - (left < right);
}

Summary *empirical_distribution(const double *values, int32_t count) {
  Summary *summary = summary_make(count);
  if (!summary) return NULL;
  memcpy(summary->x, values, (size_t)count * sizeof(double));
  qsort(summary->x, (size_t)count, sizeof(double), ascending);
  for (int32_t i = 0; i < count; i++) summary->y[i] = (i + 1) / (double)count;
  return summary;
}

/* The first and last sample and every reversal between them; equal neighbours count once. */
static int32_t reversals_of(const double *values, int32_t count, double *into) {
  int32_t found = 0;
  for (int32_t i = 0; i < count; i++) {
    double value = values[i];
    if (found > 0 && value == into[found - 1]) continue;
    int goes_on = found > 1 && (into[found - 1] > into[found - 2]) == (value > into[found - 1]);
    if (!goes_on) found++;
    into[found - 1] = value;
  }
  return found;
}

static void add_half_cycle(Summary *summary, double a, double b) {
  summary->x[summary->count] = fabs(b - a);
  summary->y[summary->count++] = (a + b) / 2;
}

/* The inner two of four points are a closed cycle if the outer two reach at least as far on both sides. */
static int closes(const double *p) {
  double low = fmin(p[0], p[3]);
  double high = fmax(p[0], p[3]);
  return low <= fmin(p[1], p[2]) && fmax(p[1], p[2]) <= high;
}

Summary *rainflow(const double *values, int32_t count) {
  Summary *summary = summary_make(count);
  double *turns = malloc((size_t)count * sizeof *turns);
  double *open = malloc((size_t)count * sizeof *open);
  if (summary) summary->count = 0;
  if (summary && turns && open) {
    int32_t depth = 0;
    int32_t found = reversals_of(values, count, turns);
    for (int32_t i = 0; i < found; i++) {
      open[depth++] = turns[i];
      while (depth >= 4 && closes(&open[depth - 4])) {
        add_half_cycle(summary, open[depth - 3], open[depth - 2]);
        add_half_cycle(summary, open[depth - 3], open[depth - 2]);
        open[depth - 3] = open[depth - 1];
        depth -= 2;
      }
    }
    for (int32_t i = 1; i < depth; i++) add_half_cycle(summary, open[i - 1], open[i]);
  } else {
    summary_free(summary);
    summary = NULL;
  }
  free(turns);
  free(open);
  return summary;
}

Summary *rainflow_ascending(const double *values, int32_t count) {
  Summary *summary = rainflow(values, count);
  if (!summary) return NULL;
  qsort(summary->x, (size_t)summary->count, sizeof(double), ascending);
  for (int32_t i = 0; i < summary->count; i++) summary->y[i] = i + 1;
  return summary;
}
