/* Summaries of a time history: two arrays of equal length. */
#ifndef STANDIN_SUMMARIES_H
#define STANDIN_SUMMARIES_H

#include <stdint.h>

typedef struct Summary {
  int32_t count;
  double *x, *y;
} Summary;

/* All NULL without memory. */
Summary *summary_make(int64_t count);
void summary_free(Summary *summary);
/* `fundamental`: the frequency between ordinates; DEFAULT_REAL for the finest possible. `times` are evenly spaced. */
Summary *spectral_density(const double *times, const double *values, int32_t count, double fundamental);
Summary *empirical_distribution(const double *values, int32_t count);
/* Half cycles by the four-point rule: range and mean at the point where they close, or the range alone, ascending. */
Summary *rainflow(const double *values, int32_t count);
Summary *rainflow_ascending(const double *values, int32_t count);

#endif
