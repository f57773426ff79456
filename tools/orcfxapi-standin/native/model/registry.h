/* Items other than models and objects that callers hold by a handle: statistics, summaries, buffers. */
#ifndef STANDIN_REGISTRY_H
#define STANDIN_REGISTRY_H

#include <stdint.h>

#include "interface/structs.h"

enum ItemKind { itemBuffer, itemSummary, itemLinkedStatistics, itemExtremeStatistics };

/* Takes ownership of the value; NULL without memory, in which case the caller keeps it. */
Handle item_register(enum ItemKind kind, void *value);
/* NULL, with status 19, unless the handle is that of a live item of this kind. */
void *item_from(Handle handle, enum ItemKind kind, int32_t *status_out);
/* Removes the item: the caller then owns the value and frees it. */
void *item_take(Handle handle, enum ItemKind kind, int32_t *status_out);

#endif
