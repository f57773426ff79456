#include "constants.h"
#include "series.h"
#include "text.h"

int check_size(int32_t size, const int32_t *valid, int count, int32_t *status_out) {
  for (int i = 0; i < count; i++) {
    if (size == valid[i]) return stOK;
  }
  if (size < valid[0]) {
    return fail(status_out, stStructureSizeTooSmall, "A structure of %d bytes is smaller than any version of it.",
                (int)size);
  }
  return fail(status_out, stInvalidStructureSize, "A structure of %d bytes is no known version of it.", (int)size);
}

static int arc_length_of(const Object *line, const TObjectExtra2W *extra, double *arc_length, int32_t *status_out) {
  double length = line->length;
  switch (extra->LinePoint) {
    case ptEndA:
      *arc_length = 0;
      return stOK;
    case ptEndB:
      *arc_length = length;
      return stOK;
    case ptTouchdown:
      *arc_length = 0.75 * length;
      return stOK;
    case ptNodeNum:
      if (extra->NodeNum < 1 || (uint32_t)extra->NodeNum > line->node_count) {
        return fail(status_out, stInvalidObjectExtra, "'%s' has nodes 1 to %d, not %d.", line->name,
                    (int)line->node_count, (int)extra->NodeNum);
      }
      *arc_length = length * (extra->NodeNum - 1) / (double)(line->node_count - 1);
      return stOK;
    case ptArcLength:
      if (!(extra->ArcLength >= 0 && extra->ArcLength <= length)) {
        return fail(status_out, stInvalidObjectExtra, "'%s' is %g long; there is no arc length %g on it.", line->name,
                    length, extra->ArcLength);
      }
      *arc_length = extra->ArcLength;
      return stOK;
    default:
      return fail(status_out, stInvalidObjectExtra, "%d is no kind of line point.", (int)extra->LinePoint);
  }
}

int factor_of(const Object *object, const Variable *variable, const TObjectExtra2W *extra, double *factor,
              int32_t *status_out) {
  static const int32_t sizes[] = {128, (int32_t)sizeof(TObjectExtra2W)};
  *factor = 1;
  if (extra) {
    int status = check_size(extra->Size, sizes, 2, status_out);
    if (status != stOK) return status;
  }
  if (!(variable->flags & flagPositioned)) return stOK;
  if (!extra) {
    return fail(status_out, stInvalidObjectExtra, "'%s' of '%s' needs a position on the line.", variable->name,
                object->name);
  }
  double arc_length = 0;
  int status = arc_length_of(object, extra, &arc_length, status_out);
  if (status != stOK) return status;
  *factor = 1 + 0.5 * (arc_length / object->length);
  return stOK;
}
