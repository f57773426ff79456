/* Samples: from the log or from their formula, over a period, at a position. */
#ifndef STANDIN_SERIES_H
#define STANDIN_SERIES_H

#include "model/model.h"

typedef struct Span {
  int64_t first, count;
  int is_static;
} Span;

/* A sample of a kind by its closed form; the README has the formulas. */
double sample_of(const Variable *variable, int64_t index);
double time_of(const Container *container, int64_t index);

/* Status 12 or 37 for a period that does not exist here. period.c */
int span_of(const Container *container, const TPeriod *period, Span *span, int32_t *status_out);
/* The factor of a variable at this position, relative to the value without any field of the extra. Status 15, 35 or 48.
 * position.c */
int factor_of(const Object *object, const Variable *variable, const TObjectExtra2W *extra, double *factor,
              int32_t *status_out);
/* The same without the place along the line, which is ignored. */
int factor_beside_line(const Object *object, const Variable *variable, const TObjectExtra2W *extra, double *factor,
                       int32_t *status_out);
int check_extra_size(const TObjectExtra2W *extra, int32_t *status_out);
/* How a line's variables grow along it. */
double factor_at(const Object *line, double arc_length);
int check_size(int32_t size, const int32_t *valid, int count, int32_t *status_out);

typedef struct Destination {
  double *values;
  int64_t stride;
} Destination;

/* A variable of an object at a position; its key identifies the series. */
typedef struct Wanted {
  Object *object;
  Variable *variable;
  double factor;
} Wanted;
/* Status 13 or 18 for a variable that does not exist, 3, 4, 19 or 68 for the handle, 15, 35 or 48 for the extra. */
int wanted_from(Handle handle, const TObjectExtra2W *extra, int32_t id, Wanted *wanted, int32_t *status_out);
Variable *variable_from(Object *object, int32_t id, int32_t *status_out);

/* Writes one sample every `stride` doubles. */
int series_write(const Wanted *wanted, const Span *span, Destination into, int32_t *status_out);

#endif
