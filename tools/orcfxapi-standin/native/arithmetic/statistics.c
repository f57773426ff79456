#include "arithmetic/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "interface/constants.h"
#include "results/series.h"
#include "interface/text.h"
#include "interface/version.h"

#define SIZE_WITHOUT_RMS 68

Basics basics_of(const double *values, int64_t count) {
  Basics b = {values[0], values[0], 0, 0, 0, 0};
  double sum = 0;
  for (int64_t i = 0; i < count; i++) {
    sum += values[i];
    if (values[i] < b.min) {
      b.min = values[i];
      b.min_at = i;
    }
    if (values[i] > b.max) {
      b.max = values[i];
      b.max_at = i;
    }
  }
  b.mean = sum / (double)count;
  double squares = 0;
  for (int64_t i = 0; i < count; i++) squares += (values[i] - b.mean) * (values[i] - b.mean);
  b.std_dev = sqrt(squares / (double)count);
  return b;
}

static double root_of_ratio(double a, double b) { return b > 0 ? sqrt(a / b) : UNDEFINED_REAL; }

int time_series_statistics(const double *values, int64_t count, double interval, TTimeSeriesStatistics *s) {
  Basics basics = basics_of(values, count);
  double *power = power_of(values, count);
  if (!power) return 0;
  double m2 = 0;
  double m4 = 0;
  for (int64_t k = 1; k <= count / 2; k++) {
    double frequency = (double)k / ((double)count * interval);
    m2 += frequency * frequency * power[k];
    m4 += frequency * frequency * frequency * frequency * power[k];
  }
  free(power);
  s->Mean = basics.mean;
  s->StdDev = basics.std_dev;
  s->m0 = basics.std_dev * basics.std_dev;
  s->m2 = m2;
  s->m4 = m4;
  s->Tz = root_of_ratio(s->m0, m2);
  s->Tc = root_of_ratio(m2, m4);
  double rest = s->m0 * m4 > 0 ? 1 - m2 * m2 / (s->m0 * m4) : 0;
  s->Bandwidth = s->m0 > 0 ? sqrt(rest > 0 ? rest : 0) : UNDEFINED_REAL;
  s->RMS = sqrt(basics.mean * basics.mean + s->m0);
  return 1;
}

static int check_statistics_size(int32_t size, int32_t *status_out) {
#if LIBRARY_MAJOR == 10
  static const int32_t sizes[] = {SIZE_WITHOUT_RMS};
#else
  static const int32_t sizes[] = {SIZE_WITHOUT_RMS, (int32_t)sizeof(TTimeSeriesStatistics)};
#endif
  return check_size(size, sizes, sizeof sizes / sizeof sizes[0], status_out);
}

int give_statistics(const double *values, int64_t count, double interval, TTimeSeriesStatistics *into,
                    int32_t *status_out) {
  if (!values || count < 1 || !(interval > 0)) {
    return fail(status_out, stInvalidTimeHistoryValues, "There are no values for the statistics.");
  }
  if (!into) return fail(status_out, stInvalidParameter, "There is nowhere to put the statistics.");
  int status = check_statistics_size(into->Size, status_out);
  if (status != stOK) return status;
  TTimeSeriesStatistics all = {0};
  if (!time_series_statistics(values, count, interval, &all)) {
    return fail(status_out, stUnexpectedError, "There is no memory for the statistics.");
  }
  int32_t size = into->Size;
  memcpy(into, &all, (size_t)size);
  into->Size = size;
  succeed(status_out);
  return stOK;
}
