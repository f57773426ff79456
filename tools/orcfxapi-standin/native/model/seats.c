#include "model/seats.h"

#include <stdlib.h>

#include "interface/constants.h"
#include "model/counters.h"
#include "model/seat_pool.h"
#include "interface/text.h"

static LicenceNotFoundHandler not_found;
static uint64_t last_claim;

void seat_handler(LicenceNotFoundHandler handler) { not_found = handler; }

static int try_claim(Model *model) {
  Pool *pool = pool_open();
  if (!pool) return 1;
  int shared = (pool_shares_machine(pool) && pool_taken(pool) > 0) || (pool_shares_process(pool) && pool_own(pool) > 0);
  int free_seat = shared || pool_taken(pool) < pool_size(pool);
  if (free_seat) {
    lock_handles();
    model->seat = ++last_claim;
    counters.seats_claimed++;
    unlock_handles();
    pool_add(pool, model->seat);
  } else {
    counters.seats_denied++;
  }
  pool_note(pool, free_seat ? "claim" : "deny", process_id());
  pool_close(pool);
  return free_seat;
}

static double pause_ms(void) {
  char *text = environment_text("BALLAST_STANDIN_SEAT_WAIT_MS");
  double pause = text ? strtod(text, NULL) : 20;
  free(text);
  return pause;
}

/* Calls the handler with Begin, Continue until it gives up or a seat is available, End. */
static int ask_handler(Model *model) {
  intptr_t data = 0;
  int32_t attempt = 1;
  int claimed = 0;
  not_found(laBegin, &attempt, &data);
  while (attempt && !claimed) {
    sleep_ms(pause_ms());
    claimed = try_claim(model);
    if (claimed) break;
    attempt = 0;
    not_found(laContinue, &attempt, &data);
  }
  attempt = 0;
  not_found(laEnd, &attempt, &data);
  return claimed;
}

int seat_claim(Model *model, int32_t *status_out) {
  if (try_claim(model) || (not_found && ask_handler(model))) return stOK;
  return fail(status_out, stLicensingError, "No licence is available.");
}

void seat_release(Model *model) {
  if (!model->seat) return;
  Pool *pool = pool_open();
  if (!pool) return;
  pool_drop(pool, model->seat);
  pool_note(pool, "release", process_id());
  pool_close(pool);
  model->seat = 0;
}

int seat_lose(Model *model, int32_t *status_out) {
  model->seat_lost = 1;
  seat_release(model);
  return fail(status_out, stLicensingError, "The licence of this model was lost.");
}

int seat_check(Model *model, int32_t *status_out) {
  if (model->seat_lost) return seat_lose(model, status_out);
  char *check = model->seat ? environment_text("BALLAST_STANDIN_SEATS_CHECK") : NULL;
  free(check);
  if (!check) return stOK;
  Pool *pool = pool_open();
  int held = !pool || pool_has(pool, model->seat);
  if (pool) pool_close(pool);
  return held ? stOK : seat_lose(model, status_out);
}
