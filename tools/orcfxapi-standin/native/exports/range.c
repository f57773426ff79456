/* Range graphs. */
#include <math.h>
#include <stdlib.h>

#include "exports/exports.h"
#include "model/model.h"
#include "results/range.h"
#include "results/series.h"
#include "arithmetic/statistics.h"

typedef struct Curves {
  double *x, *min, *max, *mean, *std_dev, *upper, *lower;
} Curves;

/* The subject of a range graph, checked except for the range. */
typedef struct Graph {
  Wanted wanted; /* its factor covers everything except the place along the line */
  Span span;
} Graph;

static int graph_from(Handle handle, const TObjectExtra2W *extra, int32_t id, Graph *graph, int32_t *lpStatus) {
  Wanted *wanted = &graph->wanted;
  wanted->object = object_from(handle, lpStatus);
  if (!wanted->object) return stObjectHandleError;
  wanted->variable = variable_from(wanted->object, id, lpStatus);
  if (!wanted->variable) return stUnrecognisedVarNum;
  if (!wanted->object->model->has_results) {
    return fail(lpStatus, stInvalidModelState, "No simulation has been loaded into this model.");
  }
  return factor_beside_line(wanted->object, wanted->variable, extra, &wanted->factor, lpStatus);
}

static int32_t count_points(Handle handle, const TPeriod *period, const TArclengthRange *range, int32_t id,
                            int32_t *lpStatus) {
  Object *object = object_from(handle, lpStatus);
  const Variable *variable = object ? variable_from(object, id, lpStatus) : NULL;
  Span span;
  if (!variable) return 0;
  if (period && span_of(&object->model->container, period, &span, lpStatus) != stOK) return 0;
  int32_t count = range_points(object, variable, range, NULL, lpStatus);
  if (count < 0) return 0;
  succeed(lpStatus);
  return count;
}

API(int32_t) C_GetRangeGraphNumOfPoints(Handle handle, int32_t id, int32_t *lpStatus) {
  ENTER;
  return count_points(handle, NULL, NULL, id, lpStatus);
}

API(int32_t) C_GetRangeGraphNumOfPoints2(Handle handle, const TArclengthRange *range, int32_t id, int32_t *lpStatus) {
  ENTER;
  return count_points(handle, NULL, range, id, lpStatus);
}

API_OF_11(int32_t) C_GetRangeGraphNumOfPoints3(Handle handle, const TPeriod *period, const TArclengthRange *range,
                                               int32_t id, int32_t *lpStatus) {
  ENTER;
  return count_points(handle, period, range, id, lpStatus);
}

API(void) C_GetRangeGraphCurveNamesW(Handle handle, const TObjectExtra2W *extra, const TPeriod *period, int32_t id,
                                     TRangeGraphCurveNamesW *names, int32_t *lpStatus) {
  ENTER;
  static const int32_t sizes[] = {(int32_t)sizeof(TRangeGraphCurveNamesW)};
  Graph graph;
  if (graph_from(handle, extra, id, &graph, lpStatus) != stOK) return;
  const Variable *variable = graph.wanted.variable;
  if (span_of(&graph.wanted.object->model->container, period, &graph.span, lpStatus) != stOK) return;
  if (range_points(graph.wanted.object, variable, NULL, NULL, lpStatus) < 0) return;
  if (!names) {
    fail(lpStatus, stInvalidParameter, "There is nowhere to put the names.");
    return;
  }
  if (check_size(names->Size, sizes, 1, lpStatus) != stOK) return;
  int is_static = graph.span.is_static;
  text_widen(is_static ? "" : "Minimum", names->Min, 30);
  text_widen(is_static ? "" : "Maximum", names->Max, 30);
  text_widen(is_static ? "Static Value" : "Mean", names->Mean, 30);
  text_widen(is_static ? "" : "Std. Dev.", names->StdDev, 30);
  text_widen(variable->upper.name, names->Upper, 30);
  text_widen(variable->lower.name, names->Lower, 30);
  succeed(lpStatus);
}

static void put(double *curve, int32_t index, double value) {
  if (curve) curve[index] = value;
}

static double limit_of(const Limit *limit) { return limit->name[0] ? limit->value : UNDEFINED_REAL; }

/* The series is read only once: along the line it only grows by a factor. */
static int base_of(const Graph *graph, Basics *base, int32_t *lpStatus) {
  double *values = malloc((size_t)graph->span.count * sizeof *values);
  if (!values) return fail(lpStatus, stUnexpectedError, "There is no memory for the samples.");
  Destination into = {values, 1};
  int status = series_write(&graph->wanted, &graph->span, into, lpStatus);
  if (status == stOK) *base = basics_of(values, graph->span.count);
  free(values);
  return status;
}

static void draw(const Graph *graph, const Basics *base, const double *x, int32_t count, const Curves *curves) {
  const Variable *variable = graph->wanted.variable;
  for (int32_t i = 0; i < count; i++) {
    double factor = factor_at(graph->wanted.object, x[i]);
    put(curves->x, i, x[i]);
    put(curves->min, i, base->min * factor);
    put(curves->max, i, base->max * factor);
    put(curves->mean, i, base->mean * factor);
    put(curves->std_dev, i, base->std_dev * factor);
    put(curves->upper, i, limit_of(&variable->upper));
    put(curves->lower, i, limit_of(&variable->lower));
  }
}

static void range_graph(Graph *graph, const TPeriod *period, const TArclengthRange *range, const Curves *curves,
                        int32_t *lpStatus) {
  const Wanted *wanted = &graph->wanted;
  Basics base;
  if (result_call(wanted->object->model, lpStatus) != stOK) return;
  if (span_of(&wanted->object->model->container, period, &graph->span, lpStatus) != stOK) return;
  int32_t count = range_points(wanted->object, wanted->variable, range, NULL, lpStatus);
  if (count < 0 || base_of(graph, &base, lpStatus) != stOK) return;
  double *x = malloc(((size_t)count + 1) * sizeof *x);
  if (!x) {
    fail(lpStatus, stUnexpectedError, "There is no memory for the arc lengths.");
    return;
  }
  range_points(wanted->object, wanted->variable, range, x, lpStatus);
  draw(graph, &base, x, count, curves);
  free(x);
  succeed(lpStatus);
}

API(void) C_GetRangeGraph3W(Handle handle, const TObjectExtra2W *extra, const TPeriod *period, int32_t id, double *x,
                            double *min, double *max, double *mean, double *std_dev, double *upper, double *lower,
                            int32_t *lpStatus) {
  ENTER;
  Graph graph;
  Curves curves = {x, min, max, mean, std_dev, upper, lower};
  if (graph_from(handle, extra, id, &graph, lpStatus) != stOK) return;
  range_graph(&graph, period, NULL, &curves, lpStatus);
}

API(void) C_GetRangeGraph4W(Handle handle, const TObjectExtra2W *extra, const TPeriod *period,
                            const TArclengthRange *range, int32_t id, double *x, double *min, double *max,
                            double *mean, double *std_dev, double *upper, double *lower, int32_t *lpStatus) {
  ENTER;
  Graph graph;
  Curves curves = {x, min, max, mean, std_dev, upper, lower};
  if (graph_from(handle, extra, id, &graph, lpStatus) != stOK) return;
  range_graph(&graph, period, range, &curves, lpStatus);
}
