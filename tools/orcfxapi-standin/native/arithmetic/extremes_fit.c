#include <math.h>

#include "arithmetic/extremes.h"

#define GRID 400
#define STEPS 200
#define GOLDEN 0.61803398874989484820

static double mean_of(const double *values, int32_t count) {
  double sum = 0;
  for (int32_t i = 0; i < count; i++) sum += values[i];
  return sum / count;
}

static double largest_of(const double *values, int32_t count) {
  double largest = values[0];
  for (int32_t i = 1; i < count; i++) largest = fmax(largest, values[i]);
  return largest;
}

/* For a given theta = xi / sigma, the likelihood is largest at xi = mean of log(1 + theta y). */
static double xi_at(const double *y, int32_t count, double theta) {
  double sum = 0;
  for (int32_t i = 0; i < count; i++) sum += log1p(theta * y[i]);
  return sum / count;
}

static double sigma_at(double theta, double xi, double mean) { return fabs(theta * mean) < 1e-9 ? mean : xi / theta; }

/* Per excess, up to a constant. Below -1/2 the shape has no standard error, and further below no maximum. */
static double likelihood_at(const double *y, int32_t count, double theta, double mean) {
  double xi = xi_at(y, count, theta);
  if (!(xi > -0.5)) return -HUGE_VAL;
  return -log(sigma_at(theta, xi, mean)) - xi;
}

void fit_pareto(const double *y, Fit *fit) {
  int32_t n = fit->count;
  double mean = mean_of(y, n);
  double least = -1 / largest_of(y, n);
  double best = 0;
  double best_likelihood = -HUGE_VAL;
  double most = 20 / mean;
  double step = (most - least) / GRID;
  for (int i = 1; i <= GRID; i++) {
    double likelihood = likelihood_at(y, n, least + i * step, mean);
    if (likelihood > best_likelihood) {
      best_likelihood = likelihood;
      best = least + i * step;
    }
  }
  double low = best - step;
  double high = best + step;
  for (int i = 0; i < STEPS; i++) {
    double a = high - GOLDEN * (high - low);
    double b = low + GOLDEN * (high - low);
    if (likelihood_at(y, n, a, mean) > likelihood_at(y, n, b, mean)) {
      high = b;
    } else {
      low = a;
    }
  }
  double theta = (low + high) / 2;
  fit->xi = xi_at(y, n, theta);
  fit->sigma = sigma_at(theta, fit->xi, mean);
  fit->sigma_error = fit->sigma * sqrt(2 * (1 + fit->xi) / n);
  fit->xi_error = (1 + fit->xi) / sqrt(n);
  fit->covariance = -fit->sigma * (1 + fit->xi) / n;
}

/* Decreases from positive to negative at the shape of the largest likelihood. `y` is scaled by `scale`. */
static double weibull_slope(const double *y, int32_t count, double scale, double shape) {
  double powers = 0;
  double weighted = 0;
  double logs = 0;
  for (int32_t i = 0; i < count; i++) {
    double log_y = log(y[i] / scale);
    double power = exp(shape * log_y);
    powers += power;
    weighted += power * log_y;
    logs += log_y;
  }
  return 1 / shape + logs / count - weighted / powers;
}

void fit_weibull(const double *y, Fit *fit) {
  int32_t n = fit->count;
  double scale = largest_of(y, n);
  double low = 1e-3;
  double high = 1e3;
  for (int i = 0; i < STEPS; i++) {
    double middle = sqrt(low * high);
    if (weibull_slope(y, n, scale, middle) > 0) {
      low = middle;
    } else {
      high = middle;
    }
  }
  double shape = sqrt(low * high);
  double powers = 0;
  for (int32_t i = 0; i < n; i++) powers += pow(y[i] / scale, shape);
  fit->xi = shape;
  fit->sigma = scale * pow(powers / n, 1 / shape);
  fit->sigma_error = fit->sigma / shape * sqrt(1.1087 / n);
  fit->xi_error = shape * sqrt(0.6079 / n);
  fit->covariance = 0.2570 * fit->sigma / n;
}
