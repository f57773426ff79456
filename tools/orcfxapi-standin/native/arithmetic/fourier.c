/* The discrete Fourier transform of any length, by a convolution whose length is a power of two (Bluestein). */
#include <math.h>
#include <stdlib.h>

#include "arithmetic/statistics.h"

#define PI 3.141592653589793238462643383279503

typedef struct Complex {
  double re, im;
} Complex;

static Complex times(Complex a, Complex b) {
  return (Complex){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

static Complex turn(double angle) { return (Complex){cos(angle), sin(angle)}; }

static void reverse_bits(Complex *x, int64_t n) {
  for (int64_t i = 1, j = 0; i < n; i++) {
    int64_t bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      Complex kept = x[i];
      x[i] = x[j];
      x[j] = kept;
    }
  }
}

/* In place; `turns` holds e^(-2 pi i k / n) for k < n / 2. */
static void transform(Complex *x, int64_t n, const Complex *turns) {
  reverse_bits(x, n);
  for (int64_t half = 1; half < n; half *= 2) {
    int64_t stride = n / (2 * half);
    for (int64_t from = 0; from < n; from += 2 * half) {
      for (int64_t k = 0; k < half; k++) {
        Complex other = times(x[from + k + half], turns[k * stride]);
        Complex one = x[from + k];
        x[from + k] = (Complex){one.re + other.re, one.im + other.im};
        x[from + k + half] = (Complex){one.re - other.re, one.im - other.im};
      }
    }
  }
}

/* e^(-pi i k^2 / n), with its angle reduced in integers. */
static Complex chirp(int64_t k, int64_t n) {
  uint64_t square = (uint64_t)k * (uint64_t)k % (2 * (uint64_t)n);
  return turn(-PI * (double)square / (double)n);
}

static void convolve(Complex *a, Complex *b, int64_t size, const Complex *turns) {
  transform(a, size, turns);
  transform(b, size, turns);
  /* The inverse transform is the transform of the conjugate. */
  for (int64_t i = 0; i < size; i++) {
    Complex product = times(a[i], b[i]);
    a[i] = (Complex){product.re / (double)size, -product.im / (double)size};
  }
  transform(a, size, turns);
}

static double mean_of(const double *values, int64_t n) {
  double sum = 0;
  for (int64_t i = 0; i < n; i++) sum += values[i];
  return sum / (double)n;
}

double *power_of(const double *values, int64_t n) {
  int64_t size = 1;
  while (size < 2 * n) size *= 2;
  Complex *a = calloc((size_t)size, sizeof *a);
  Complex *b = calloc((size_t)size, sizeof *b);
  Complex *turns = calloc((size_t)size, sizeof *turns);
  double *power = calloc((size_t)(n / 2 + 1), sizeof *power);
  if (a && b && turns && power) {
    double mean = mean_of(values, n);
    for (int64_t i = 0; i < size / 2; i++) turns[i] = turn(-2 * PI * (double)i / (double)size);
    for (int64_t i = 0; i < n; i++) {
      Complex c = chirp(i, n);
      a[i] = (Complex){(values[i] - mean) * c.re, (values[i] - mean) * c.im};
      b[i] = (Complex){c.re, -c.im};
      if (i > 0) b[size - i] = b[i];
    }
    convolve(a, b, size, turns);
    /* The remaining chirp has length one, so it does not change the power. */
    for (int64_t k = 1; k <= n / 2; k++) {
      double square = a[k].re * a[k].re + a[k].im * a[k].im;
      power[k] = (2 * k == n ? 1 : 2) * square / ((double)n * (double)n);
    }
  } else {
    free(power);
    power = NULL;
  }
  free(a);
  free(b);
  free(turns);
  return power;
}
