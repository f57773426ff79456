/* Extreme values of one series: Rayleigh from its moments, Weibull and generalised Pareto from peaks over a threshold. */
#ifndef STANDIN_EXTREMES_H
#define STANDIN_EXTREMES_H

#include <stdint.h>

#include "interface/structs.h"

typedef struct Fit {
  int32_t distribution, lower_tail;
  double threshold; /* mirrored for the lower tail, like all values below */
  int32_t count;    /* excesses */
  double sigma, xi, sigma_error, xi_error, covariance;
  double mean, tz; /* Rayleigh */
} Fit;

typedef struct Extremes {
  int32_t count;
  double interval;
  double *values;
  int fitted;
  TExtremeStatisticsSpecification specification;
  Fit fit;
} Extremes;

/* The largest excess of each cluster, in order of time; returns their count. `excesses` may be NULL. */
int32_t excesses_of(const Extremes *extremes, const TExtremeStatisticsSpecification *specification, double *excesses);
/* Status 65 if there are too few values to fit, 20 if there is no memory. */
int fit_extremes(Extremes *extremes, const TExtremeStatisticsSpecification *specification, int32_t *status_out);
/* Fills everything except Size. Status 65 if the storm is too short for the fit. */
int query_extremes(const Extremes *extremes, const TExtremeStatisticsQuery *query, TExtremeStatisticsOutput *output,
                   int32_t *status_out);

/* By maximum likelihood; standard errors by the information matrix. */
void fit_pareto(const double *excesses, Fit *fit);
void fit_weibull(const double *excesses, Fit *fit);

#endif
