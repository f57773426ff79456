/* Licence seats from a pool that processes share through files; unlimited if no pool is named. */
#ifndef STANDIN_SEATS_H
#define STANDIN_SEATS_H

#include <stdint.h>

#include "model/model.h"

typedef void(STDCALL *LicenceNotFoundHandler)(int32_t action, int32_t *attempt, intptr_t *data);
void seat_handler(LicenceNotFoundHandler handler);
/* Status 25 if there is none, after the handler gave up. */
int seat_claim(Model *model, int32_t *status_out);
void seat_release(Model *model);
/* Status 25 if the model has lost its seat. */
int seat_check(Model *model, int32_t *status_out);
/* Takes the model's seat away, like a licence server that lost it. */
int seat_lose(Model *model, int32_t *status_out);

#endif
