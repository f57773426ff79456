/* Things other than models and objects that callers hold by a handle: statistics, summaries, buffers. */
#ifndef STANDIN_REGISTRY_H
#define STANDIN_REGISTRY_H

#include <stdint.h>

#include "interface/structs.h"

enum ItemKind { itemBuffer, itemSummary, itemLinkedStatistics, itemExtremeStatistics };

/* Takes the value over; NULL without memory, and then the value is still the caller's. */
Handle item_register(enum ItemKind kind, void *value);
/* NULL, with status 19, unless it is a live one of that kind. */
void *item_from(Handle handle, enum ItemKind kind, int32_t *status_out);
/* Takes it out: the value is the caller's to free. */
void *item_take(Handle handle, enum ItemKind kind, int32_t *status_out);

#endif
