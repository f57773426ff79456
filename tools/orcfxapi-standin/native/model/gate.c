#include <stdlib.h>

#include "interface/constants.h"
#include "model/model.h"
#include "model/seats.h"
#include "interface/text.h"

static void wait_for_ever(void) {
  for (;;) sleep_ms(1000);
}

static int lose_seat_after(const Container *c) {
  double otherwise = c->fault == faultLoseSeat ? c->fault_argument : 2e9;
  return (int)switch_number(c, "lose-seat-after", otherwise);
}

int result_call(Model *model, int32_t *status_out) {
  const Container *c = &model->container;
  int64_t before = model->result_calls++;
  if (seat_check(model, status_out) != stOK) return stLicensingError;
  if (before >= lose_seat_after(c)) return seat_lose(model, status_out);
  if (c->switch_count == 0) return stOK;
  double pause = switch_number(c, "slow-call-ms", 0);
  if (pause > 0) sleep_ms(pause);
  if (before == (int64_t)switch_number(c, "sleep-after", -1)) wait_for_ever();
  int64_t fail_after = (int64_t)switch_number(c, "fail-after", -1);
  int for_ever = switch_number(c, "fail-forever", 0) != 0;
  if (fail_after >= 0 && (before == fail_after || (for_ever && before > fail_after))) {
    int status = (int)switch_number(c, "fail-status", stUnexpectedError);
    return fail(status_out, status, "The stand-in file asks for status %d at result call %lld.", status,
                (long long)before + 1);
  }
  return stOK;
}

void misbehave_at_series(const Container *c) {
  volatile uint64_t spins = 0;
  switch (c->fault) {
    case faultSegfaultHistory:
      touch_nowhere();
      break;
    case faultAbortHistory:
      abort();
    case faultSpinHistory:
      for (;;) spins++;
    case faultSleepHistory:
      wait_for_ever();
      break;
    case faultSlowHistory:
      sleep_ms(c->fault_argument);
      break;
    default:
      break;
  }
}
