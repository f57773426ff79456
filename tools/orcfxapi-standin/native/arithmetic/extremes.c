#include "arithmetic/extremes.h"

#include <math.h>
#include <stdlib.h>

#include "interface/constants.h"
#include "arithmetic/statistics.h"
#include "interface/text.h"

#define LEAST_EXCESSES 3

int32_t excesses_of(const Extremes *e, const TExtremeStatisticsSpecification *s, double *excesses) {
  double sign = s->ExtremesToAnalyse == 1 ? -1 : 1;
  double threshold = sign * s->Threshold;
  int32_t count = 0;
  int64_t last = -1; /* the last sample above */
  for (int32_t i = 0; i < e->count; i++) {
    double excess = sign * e->values[i] - threshold;
    if (!(excess > 0)) continue;
    /* The same cluster if the excursion continues, or if the last one ended within the decluster period. */
    int same = last >= 0 && (i == last + 1 || (double)(i - last) * e->interval <= s->DeclusterPeriod);
    if (!same) count++;
    if (excesses) excesses[count - 1] = same ? fmax(excesses[count - 1], excess) : excess;
    last = i;
  }
  return count;
}

static int fit_rayleigh(const Extremes *e, Fit *fit, int32_t *status_out) {
  TTimeSeriesStatistics statistics;
  if (!time_series_statistics(e->values, e->count, e->interval, &statistics)) {
    return fail(status_out, stUnexpectedError, "There is no memory for the fit.");
  }
  if (!(statistics.m0 > 0)) return fail(status_out, stExtremeStatisticsFailed, "A constant has no extremes.");
  fit->mean = statistics.Mean;
  fit->sigma = statistics.StdDev;
  fit->tz = statistics.Tz;
  return stOK;
}

static int fit_peaks(const Extremes *e, const TExtremeStatisticsSpecification *s, Fit *fit, int32_t *status_out) {
  fit->count = excesses_of(e, s, NULL);
  if (fit->count < LEAST_EXCESSES) {
    return fail(status_out, stExtremeStatisticsFailed, "There are %d peaks over the threshold, but %d are needed.",
                (int)fit->count, LEAST_EXCESSES);
  }
  double *excesses = malloc((size_t)fit->count * sizeof *excesses);
  if (!excesses) return fail(status_out, stUnexpectedError, "There is no memory for the fit.");
  excesses_of(e, s, excesses);
  if (s->Distribution == edGPD) {
    fit_pareto(excesses, fit);
  } else {
    fit_weibull(excesses, fit);
  }
  free(excesses);
  return stOK;
}

int fit_extremes(Extremes *e, const TExtremeStatisticsSpecification *s, int32_t *status_out) {
  Fit fit = {0};
  fit.distribution = s->Distribution;
  fit.lower_tail = s->ExtremesToAnalyse == 1;
  fit.threshold = fit.lower_tail ? -s->Threshold : s->Threshold;
  e->fitted = 0;
  int status = s->Distribution == edRayleigh ? fit_rayleigh(e, &fit, status_out) : fit_peaks(e, s, &fit, status_out);
  if (status != stOK) return status;
  e->fit = fit;
  e->specification = *s;
  e->fitted = 1;
  return stOK;
}

/* The number of standard deviations that a normal variable stays within with this probability. */
static double deviations_for(double probability) {
  double low = 0;
  double high = 40;
  for (int i = 0; i < 200; i++) {
    double middle = (low + high) / 2;
    if (erf(middle / sqrt(2)) < probability) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

/* A return level over the threshold, and its derivatives by the two parameters. */
typedef struct Level {
  double value, by_sigma, by_xi;
} Level;

static Level pareto_level(const Fit *f, double expected) {
  double log_expected = log(expected);
  if (fabs(f->xi) < 1e-7) {
    return (Level){f->sigma * log_expected, log_expected, f->sigma * log_expected * log_expected / 2};
  }
  double grown = pow(expected, f->xi);
  double by_sigma = (grown - 1) / f->xi;
  return (Level){f->sigma * by_sigma, by_sigma, f->sigma * (grown * log_expected - by_sigma) / f->xi};
}

static Level weibull_level(const Fit *f, double expected) {
  double by_sigma = pow(log(expected), 1 / f->xi);
  return (Level){f->sigma * by_sigma, by_sigma, -f->sigma * by_sigma * log(log(expected)) / (f->xi * f->xi)};
}

static void query_peaks(const Extremes *e, double storm, double confidence, TExtremeStatisticsOutput *out) {
  const Fit *f = &e->fit;
  double expected = f->count * storm / (e->count * e->interval);
  Level level = f->distribution == edGPD ? pareto_level(f, expected) : weibull_level(f, expected);
  double variance = pow(level.by_sigma * f->sigma_error, 2) + pow(level.by_xi * f->xi_error, 2) +
                    2 * level.by_sigma * level.by_xi * f->covariance;
  double reach = deviations_for(confidence / 100) * sqrt(variance > 0 ? variance : 0);
  double sign = f->lower_tail ? -1 : 1;
  double centre = f->threshold + level.value;
  out->ReturnLevel = sign * centre;
  out->ConfidenceIntervalLower = sign * (centre - sign * reach);
  out->ConfidenceIntervalUpper = sign * (centre + sign * reach);
  out->Sigma = f->sigma;
  out->SigmaStdError = f->sigma_error;
  out->Xi = f->xi;
  out->XiStdError = f->xi_error;
}

static void query_rayleigh(const Fit *f, double cycles, double risk, TExtremeStatisticsOutput *out) {
  double sign = f->lower_tail ? -1 : 1;
  out->MostProbableExtremeValue = f->mean + sign * f->sigma * sqrt(2 * log(cycles));
  out->ExtremeValueWithRiskFactor = f->mean + sign * f->sigma * sqrt(-2 * log(-expm1(log1p(-risk) / cycles)));
  out->Sigma = f->sigma;
}

int query_extremes(const Extremes *e, const TExtremeStatisticsQuery *query, TExtremeStatisticsOutput *out,
                   int32_t *status_out) {
  double storm = query->StormDurationHours * 3600;
  double cycles = e->fit.distribution == edRayleigh ? storm / e->fit.tz : 0;
  double expected = e->fit.count * storm / (e->count * e->interval);
  *out = (TExtremeStatisticsOutput){out->Size,      UNDEFINED_REAL, UNDEFINED_REAL, UNDEFINED_REAL, UNDEFINED_REAL,
                                    UNDEFINED_REAL, UNDEFINED_REAL, UNDEFINED_REAL, UNDEFINED_REAL, UNDEFINED_REAL};
  if (e->fit.distribution == edRayleigh ? !(cycles > 1) : !(expected > 1)) {
    return fail(status_out, stExtremeStatisticsFailed, "A storm of %g hours is too short.", query->StormDurationHours);
  }
  if (e->fit.distribution == edRayleigh) {
    query_rayleigh(&e->fit, cycles, query->RiskFactor, out);
  } else {
    query_peaks(e, storm, query->ConfidenceLevel, out);
  }
  return stOK;
}
