#include "results/range.h"

#include <stdlib.h>

#include "interface/constants.h"
#include "results/series.h"
#include "interface/text.h"

static int32_t point_count(const Object *line, uint32_t points) {
  int32_t nodes = (int32_t)line->node_count;
  switch (points) {
    case lrpEnds:
      return 2;
    case lrpMidSegments:
      return nodes - 1;
    case lrpMidSegmentsAndEnds:
      return nodes + 1;
    default:
      return nodes;
  }
}

static double point_at(const Object *line, uint32_t points, int32_t index) {
  double segments = (double)line->node_count - 1;
  int32_t last = point_count(line, points) - 1;
  double middle = index + (points == lrpMidSegments ? 0.5 : -0.5);
  if (points == lrpEnds || (points == lrpMidSegmentsAndEnds && (index == 0 || index == last))) {
    return index == 0 ? 0 : line->length;
  }
  if (points == lrpMidSegments || points == lrpMidSegmentsAndEnds) return line->length * middle / segments;
  return line->length * index / segments;
}

static const Datum *sections_of(const Object *line) {
  for (uint32_t i = 0; i < line->data_count; i++) {
    if (text_same(line->data[i].name, "Length") && line->data[i].rows > 0) return &line->data[i];
  }
  return NULL;
}

static int bounds_of_sections(const Object *line, const TArclengthRange *range, double *bounds, int32_t *status_out) {
  const Datum *sections = sections_of(line);
  int32_t count = sections ? sections->rows : 1;
  if (range->FromSection < 1 || range->ToSection > count || range->FromSection > range->ToSection) {
    return fail(status_out, stInvalidArclengthRange, "'%s' has sections 1 to %d.", line->name, (int)count);
  }
  if (!sections) return stOK;
  bounds[1] = 0;
  for (int32_t section = 1; section <= range->ToSection; section++) {
    if (section == range->FromSection) bounds[0] = bounds[1];
    bounds[1] += strtod(sections->values[section - 1], NULL);
  }
  return stOK;
}

/* bounds: from and to, the entire line unless the range narrows it. */
static int bounds_of(const Object *line, const TArclengthRange *range, double *bounds, int32_t *status_out) {
  static const int32_t sizes[] = {(int32_t)sizeof(TArclengthRange)};
  bounds[0] = 0;
  bounds[1] = line->length;
  if (!range) return stOK;
  int status = check_size(range->Size, sizes, 1, status_out);
  if (status != stOK || range->Mode == armEntire) return status;
  if (range->Mode == armSections) return bounds_of_sections(line, range, bounds, status_out);
  if (range->Mode != armArclengths) {
    return fail(status_out, stInvalidArclengthRange, "%d is not a kind of range.", (int)range->Mode);
  }
  bounds[0] = range->FromArclength;
  bounds[1] = range->ToArclength;
  if (bounds[0] <= bounds[1] && bounds[1] >= 0 && bounds[0] <= line->length) return stOK;
  return fail(status_out, stInvalidArclengthRange, "'%s' is %g long; %g to %g is not part of it.", line->name,
              line->length, bounds[0], bounds[1]);
}

int32_t range_points(const Object *object, const Variable *variable, const TArclengthRange *range, double *points,
                     int32_t *status_out) {
  double bounds[2];
  if (variable->result_points == lrpNone) {
    fail(status_out, stRangeGraphError, "'%s' of '%s' has no range graph.", variable->name, object->name);
    return -1;
  }
  if (bounds_of(object, range, bounds, status_out) != stOK) return -1;
  double slack = 1e-9 * object->length;
  int32_t count = 0;
  for (int32_t i = 0; i < point_count(object, variable->result_points); i++) {
    double at = point_at(object, variable->result_points, i);
    if (at < bounds[0] - slack || at > bounds[1] + slack) continue;
    if (points) points[count] = at;
    count++;
  }
  return count;
}
