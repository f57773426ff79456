#include "interface/constants.h"
#include "results/series.h"
#include "interface/text.h"
#include "interface/version.h"

int check_size(int32_t size, const int32_t *valid, int count, int32_t *status_out) {
  for (int i = 0; i < count; i++) {
    if (size == valid[i]) return stOK;
  }
  if (size < valid[0]) {
    return fail(status_out, stStructureSizeTooSmall, "A structure of %d bytes is smaller than any version of it.",
                (int)size);
  }
  return fail(status_out, stInvalidStructureSize, "A structure of %d bytes is not a known version of it.", (int)size);
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
      return fail(status_out, stInvalidObjectExtra, "%d is not a kind of line point.", (int)extra->LinePoint);
  }
}

int check_extra_size(const TObjectExtra2W *extra, int32_t *status_out) {
#if LIBRARY_MAJOR == 10
  static const int32_t sizes[] = {128};
#else
  /* The last two are those of later versions, whose additional fields are not needed here. */
  static const int32_t sizes[] = {128, (int32_t)sizeof(TObjectExtra2W), 148, 156};
#endif
  return extra ? check_size(extra->Size, sizes, sizeof sizes / sizeof sizes[0], status_out) : stOK;
}

double factor_at(const Object *line, double arc_length) { return 1 + 0.5 * (arc_length / line->length); }

/* By value: a struct packed to one byte may misalign the three for a pointer to double. */
static double factor_of_place(double x, double y, double z) { return 1 + (x + 2 * y + 3 * z) / 1000; }

static int factor_of_number(const char *what, int32_t number, double *factor, int32_t *status_out) {
  if (number < 1 || number > 3) return fail(status_out, stInvalidObjectExtra, "There is no %s %d.", what, (int)number);
  *factor *= 1 + (number - 1) / 10.0;
  return stOK;
}

static int factor_of_radius(int32_t place, double *factor, int32_t *status_out) {
  static const double factors[] = {0.9, 1, 0.95};
  if (place < rpInner || place > rpMid) {
    return fail(status_out, stInvalidObjectExtra, "%d is not a radial position.", (int)place);
  }
  *factor *= factors[place];
  return stOK;
}

int factor_beside_line(const Object *object, const Variable *variable, const TObjectExtra2W *extra, double *factor,
                       int32_t *status_out) {
  uint32_t needs = variable->needs & ~(1u << efLinePoint);
  *factor = 1;
  if (check_extra_size(extra, status_out) != stOK) return stInvalidStructureSize;
  if (!needs) return stOK;
  if (!extra) {
    return fail(status_out, stInvalidObjectExtra, "'%s' of '%s' needs more than was given.", variable->name,
                object->name);
  }
  int status = stOK;
  if (needs & 1u << efEnvironmentPos) {
    *factor *= factor_of_place(extra->EnvironmentPos[0], extra->EnvironmentPos[1], extra->EnvironmentPos[2]);
  }
  if (needs & 1u << efRigidBodyPos) {
    *factor *= factor_of_place(extra->RigidBodyPos[0], extra->RigidBodyPos[1], extra->RigidBodyPos[2]);
  }
  if (needs & 1u << efTheta) *factor *= 1 + extra->Theta / 3600;
  if (needs & 1u << efRadialPos) status = factor_of_radius(extra->RadialPos, factor, status_out);
  if (status == stOK && (needs & 1u << efWinchConnectionPoint)) {
    status = factor_of_number("connection point", extra->WinchConnectionPoint, factor, status_out);
  }
  if (status == stOK && (needs & 1u << efBladeIndex)) {
    /* The shortest version of the struct ends before this field. */
    if (extra->Size < (int32_t)sizeof *extra) return fail(status_out, stInvalidObjectExtra, "A blade is needed.");
    status = factor_of_number("blade", extra->BladeIndex, factor, status_out);
  }
  return status;
}

int factor_of(const Object *object, const Variable *variable, const TObjectExtra2W *extra, double *factor,
              int32_t *status_out) {
  *factor = 1;
  if (check_extra_size(extra, status_out) != stOK) return stInvalidStructureSize;
  if (!(variable->needs & 1u << efLinePoint)) return factor_beside_line(object, variable, extra, factor, status_out);
  if (!extra) {
    return fail(status_out, stInvalidObjectExtra, "'%s' of '%s' needs a position on the line.", variable->name,
                object->name);
  }
  double arc_length = 0;
  int status = arc_length_of(object, extra, &arc_length, status_out);
  if (status == stOK) status = factor_beside_line(object, variable, extra, factor, status_out);
  if (status != stOK) return status;
  *factor *= factor_at(object, arc_length);
  return stOK;
}
