/* Samples: from the log or from their formula, over a period, at a position. */
#ifndef STANDIN_SERIES_H
#define STANDIN_SERIES_H

#include "model.h"

typedef struct Span {
  int64_t first, count;
  int is_static;
} Span;

/* A sample of a kind by its closed form; the README has the formulas. */
double sample_of(const Variable *variable, int64_t index);
double static_value_of(const Variable *variable);
double time_of(const Container *container, int64_t index);

/* Status 12 or 37 for a period that does not exist here. period.c */
int span_of(const Container *container, const TPeriod *period, Span *span, int32_t *status_out);
/* How much larger a variable is at this position than at end A. Status 15, 35 or 48. position.c */
int factor_of(const Object *object, const Variable *variable, const TObjectExtra2W *extra, double *factor,
              int32_t *status_out);
int check_size(int32_t size, const int32_t *valid, int count, int32_t *status_out);

typedef struct Destination {
  double *values;
  int64_t stride;
} Destination;

/* Writes one sample every `stride` doubles. */
int series_write(const Model *model, const Variable *variable, double factor, const Span *span, Destination into,
                 int32_t *status_out);

#endif
