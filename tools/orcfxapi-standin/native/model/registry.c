#include "model/registry.h"

#include <stdlib.h>

#include "interface/constants.h"
#include "model/model.h"
#include "interface/text.h"

typedef struct Item {
  struct Item *next;
  uint64_t id;
  enum ItemKind kind;
  void *value;
} Item;

static Item *items;

Handle item_register(enum ItemKind kind, void *value) {
  Item *item = malloc(sizeof *item);
  if (!item) return NULL;
  item->id = next_handle_id();
  item->kind = kind;
  item->value = value;
  lock_handles();
  item->next = items;
  items = item;
  unlock_handles();
  return (Handle)(uintptr_t)item->id;
}

static void *find(Handle handle, enum ItemKind kind, int take) {
  void *value = NULL;
  lock_handles();
  for (Item **at = &items; *at; at = &(*at)->next) {
    Item *item = *at;
    if (item->id != (uint64_t)(uintptr_t)handle || item->kind != kind) continue;
    value = item->value;
    if (take) {
      *at = item->next;
      free(item);
    }
    break;
  }
  unlock_handles();
  return value;
}

static void *found(void *value, int32_t *status_out) {
  static const char *const SENTENCE = "The handle is not that of a live item of that kind.";
  if (!value) fail(status_out, stInvalidHandle, "%s", SENTENCE);
  return value;
}

void *item_from(Handle handle, enum ItemKind kind, int32_t *status_out) {
  return found(find(handle, kind, 0), status_out);
}

void *item_take(Handle handle, enum ItemKind kind, int32_t *status_out) {
  return found(find(handle, kind, 1), status_out);
}
