#include <math.h>

#include "interface/constants.h"
#include "results/series.h"
#include "interface/text.h"

static int span_between(const Container *c, double from, double to, Span *span, int32_t *status_out) {
  if (!(from <= to)) return fail(status_out, stInvalidPeriod, "The period ends before it begins.");
  /* Times may be computed elsewhere: a millionth of a step either way counts as the same time. */
  double slack = 1e-6;
  double first = ceil((from - c->start) / c->step - slack);
  double last = floor((to - c->start) / c->step + slack);
  double end = (double)c->sample_count - 1;
  if (first > end) {
    return fail(status_out, stPeriodNotYetStarted, "The period begins at %g s, the simulation ended at %g s.", from,
                time_of(c, c->sample_count - 1));
  }
  if (first < 0) first = 0;
  if (last > end) last = end;
  if (last < first) return fail(status_out, stInvalidPeriod, "There is no sample between %g s and %g s.", from, to);
  span->first = (int64_t)first;
  span->count = (int64_t)(last - first) + 1;
  return stOK;
}

static int span_of_stage(const Container *c, int32_t stage, Span *span, int32_t *status_out) {
  double from = c->start;
  if (stage < 0 || (uint32_t)stage >= c->stage_count) {
    return fail(status_out, stInvalidPeriod, "There is no stage %d; the simulation has stages 0 to %d.", (int)stage,
                (int)c->stage_count - 1);
  }
  for (int32_t i = 0; i < stage; i++) from += c->stage_lengths[i];
  return span_between(c, from, from + c->stage_lengths[stage], span, status_out);
}

int span_of(const Container *c, const TPeriod *period, Span *span, int32_t *status_out) {
  if (!period) return fail(status_out, stInvalidPeriod, "No period was given.");
  span->is_static = 0;
  if (period->PeriodNum != pnStaticState && c->file_type == ftStaticSimulation) {
    return fail(status_out, stPeriodNotYetStarted, "Only the static state has been calculated.");
  }
  if (period->PeriodNum != pnStaticState && switch_number(c, "frequency-domain", 0) != 0) {
    return fail(status_out, stInvalidPeriod, "A frequency domain simulation has no such period.");
  }
  switch (period->PeriodNum) {
    case pnWholeSimulation:
      span->first = 0;
      span->count = c->sample_count;
      return stOK;
    case pnLatestWave:
      span->first = (int64_t)c->sample_count - c->latest_wave_samples;
      span->count = c->latest_wave_samples;
      return stOK;
    case pnStaticState:
      span->first = 0;
      span->count = 1;
      span->is_static = 1;
      return stOK;
    case pnSpecified:
      return span_between(c, period->FromTime, period->ToTime, span, status_out);
    default:
      return span_of_stage(c, period->PeriodNum, span, status_out);
  }
}
