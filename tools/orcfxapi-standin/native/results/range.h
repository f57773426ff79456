/* The points of range graphs along a line. */
#ifndef STANDIN_RANGE_H
#define STANDIN_RANGE_H

#include "model/model.h"

/* The arc lengths of a variable's points within a range (NULL: the entire line); returns their count, -1 with the
 * status set. `points` may be NULL. */
int32_t range_points(const Object *object, const Variable *variable, const TArclengthRange *range, double *points,
                     int32_t *status_out);

#endif
