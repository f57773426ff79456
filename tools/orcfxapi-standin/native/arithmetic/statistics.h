/* Statistics of plain arrays. */
#ifndef STANDIN_STATISTICS_H
#define STANDIN_STATISTICS_H

#include <stdint.h>

#include "interface/structs.h"

typedef struct Basics {
  double min, max, mean, std_dev; /* of the population */
  int64_t min_at, max_at;         /* the first ones */
} Basics;

Basics basics_of(const double *values, int64_t count);

/* Ordinates of the one-sided power spectrum of the values minus their mean, count / 2 + 1 of them: their sum is the
 * variance. The caller frees them; NULL without memory. */
double *power_of(const double *values, int64_t count);

/* Fills everything except Size. Returns 0 without memory. */
int time_series_statistics(const double *values, int64_t count, double interval, TTimeSeriesStatistics *statistics);
/* The caller sets the struct's size; the shorter old version has no RMS. Status 35, 48 or 54. */
int give_statistics(const double *values, int64_t count, double interval, TTimeSeriesStatistics *into,
                    int32_t *status_out);

#endif
