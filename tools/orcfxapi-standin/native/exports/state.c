/* A model's state, its warnings, its properties. */
#include "exports/exports.h"
#include "model/model.h"
#include "results/series.h"

enum Property {
  prTimeDomain = 0,
  prFrequencyDomain = 1,
  prDeterministicFrequencyDomain = 2,
  prGeneral = 3,
  prVIVAData = 9,
  prPayoutRateNonZero = 10,
  prCanResume = 11,
  prStageZeroIsBuildUp = 12,
  prBucklingLine = 15,
  prBucklingModel = 16
};

static double simulated_end(const Container *c) { return time_of(c, (int64_t)c->sample_count - 1); }

API(void) C_GetModelState(Handle handle, int32_t *state, int32_t *lpStatus) {
  ENTER;
  Model *model = model_from(handle, lpStatus);
  if (!model) return;
  if (state) *state = model->state;
  succeed(lpStatus);
}

static int is_complete(const Model *model) {
  const Container *c = &model->container;
  return model->state == msSimulationStopped && simulated_end(c) > c->planned_end - c->step / 2;
}

API(void) C_GetSimulationComplete(Handle handle, int32_t *complete, int32_t *lpStatus) {
  ENTER;
  Model *model = loaded_model_from(handle, lpStatus);
  if (!model) return;
  if (complete) *complete = is_complete(model);
  succeed(lpStatus);
}

API(void) C_GetSimulationTimeStatus(Handle handle, TSimulationTimeStatus *status, int32_t *lpStatus) {
  ENTER;
  Model *model = loaded_model_from(handle, lpStatus);
  if (!model) return;
  const Container *c = &model->container;
  if (status) {
    status->StartTime = c->start;
    status->StopTime = c->planned_end;
    status->CurrentTime = c->file_type == ftStaticSimulation ? c->start : simulated_end(c);
  }
  succeed(lpStatus);
}

API(double) C_GetSimulationTimeToGo(Handle handle, int32_t *lpStatus) {
  ENTER;
  Model *model = loaded_model_from(handle, lpStatus);
  if (!model) return 0;
  succeed(lpStatus);
  return is_complete(model) ? 0 : model->container.planned_end - simulated_end(&model->container);
}

API(void) C_PauseSimulation(Handle handle, int32_t *lpStatus) {
  ENTER;
  if (!model_from(handle, lpStatus)) return;
  fail(lpStatus, stInvalidModelState, "No simulation is running.");
}

API(int32_t) C_GetNumOfWarnings(Handle handle, int32_t *lpStatus) {
  ENTER;
  Model *model = loaded_model_from(handle, lpStatus);
  if (!model) return 0;
  succeed(lpStatus);
  return (int32_t)model->container.warning_count;
}

API(int32_t) C_GetWarningTextW(Handle handle, int32_t index, int32_t *stage, Wide *buffer, int32_t *lpStatus) {
  ENTER;
  Model *model = loaded_model_from(handle, lpStatus);
  if (!model) return 0;
  if (index < 0 || (uint32_t)index >= model->container.warning_count) {
    fail(lpStatus, stInvalidIndex, "There is no warning number %d.", (int)index);
    return 0;
  }
  if (stage) *stage = 0;
  succeed(lpStatus);
  return text_give(model->container.warnings[index], buffer);
}

static Handle handle_of_type(Model *model, int32_t type) {
  const Object *object = object_of_type(model, type);
  return object ? object_handle(object) : NULL;
}

/* Types of objects that a model has exactly one of, in the order of their properties. */
static const int32_t ONLY_ONES[] = {otGeneral, otEnvironment, 47, 51, 52, 53, 54};

API(void) C_GetModelProperty(Handle handle, int32_t property, void *out, int32_t *lpStatus) {
  ENTER;
  Object *object;
  Model *model = data_owner_from(handle, &object, lpStatus);
  if (!model) return;
  if (!out) {
    fail(lpStatus, stInvalidParameter, "There is nowhere to put the property.");
    return;
  }
  int frequency_domain = switch_number(&model->container, "frequency-domain", 0) != 0;
  succeed(lpStatus);
  if (property >= prGeneral && property <= prVIVAData) {
    *(Handle *)out = handle_of_type(model, ONLY_ONES[property - prGeneral]);
    return;
  }
  switch (property) {
    case prTimeDomain:
      *(int32_t *)out = !frequency_domain;
      return;
    case prFrequencyDomain:
      *(int32_t *)out = frequency_domain;
      return;
    case prStageZeroIsBuildUp:
      *(int32_t *)out = 1;
      return;
    case prCanResume:
      *(int32_t *)out = model->has_results && model->state == msSimulationStopped && !is_complete(model);
      return;
    case prDeterministicFrequencyDomain:
    case prPayoutRateNonZero:
    case prBucklingLine:
    case prBucklingModel:
      *(int32_t *)out = 0;
      return;
    default:
      fail(lpStatus, stInvalidParameter, "This stand-in has no model property %d.", (int)property);
  }
}
