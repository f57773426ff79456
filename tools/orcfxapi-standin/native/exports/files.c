/* Files, and the buffers for answers whose length the caller does not know. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exports/exports.h"
#include "model/model.h"
#include "model/registry.h"

typedef struct Buffer {
  int64_t length;
  unsigned char bytes[];
} Buffer;

static void load(Handle handle, Source source, int32_t *lpStatus) {
  Model *model = model_from(handle, lpStatus);
  if (!model) return;
  if (source.data_will_do) {
    model_load_data(model, &source, lpStatus);
  } else {
    model_load(model, &source, lpStatus);
  }
}

static int check_bytes(const unsigned char *bytes, int64_t length, int32_t *lpStatus) {
  if (bytes && length >= 0) return stOK;
  return fail(lpStatus, stInvalidParameter, "There are no bytes to load.");
}

API(void) C_LoadSimulationW(Handle handle, const Wide *path, int32_t *lpStatus) {
  ENTER;
  load(handle, (Source){path, NULL, 0, 0}, lpStatus);
}

API(void) C_LoadSimulationMem(Handle handle, const unsigned char *bytes, int64_t length, int32_t *lpStatus) {
  ENTER;
  if (check_bytes(bytes, length, lpStatus) == stOK) load(handle, (Source){NULL, bytes, length, 0}, lpStatus);
}

API(void) C_LoadDataW(Handle handle, const Wide *path, int32_t *lpStatus) {
  ENTER;
  load(handle, (Source){path, NULL, 0, 1}, lpStatus);
}

API(void) C_LoadDataMem(Handle handle, int32_t type, const unsigned char *bytes, int64_t length, int32_t *lpStatus) {
  ENTER;
  if (check_bytes(bytes, length, lpStatus) != stOK) return;
  if (type != 0) {
    fail(lpStatus, type == 1 ? stInvalidFileFormat : stInvalidParameter, "This stand-in reads binary data only.");
    return;
  }
  load(handle, (Source){NULL, bytes, length, 1}, lpStatus);
}

API(void) C_GetBinaryFileTypeW(const Wide *path, int32_t *type, int32_t *lpStatus) {
  ENTER;
  Container head;
  Source source = {path, NULL, 0, 1};
  if (container_preflight(&source, &head, lpStatus) != stOK) return;
  if (type) *type = head.file_type;
  succeed(lpStatus);
}

API(int32_t) C_GetFileCreatorVersionW(const Wide *path, Wide *buffer, int32_t *lpStatus) {
  ENTER;
  Container head;
  Source source = {path, NULL, 0, 1};
  if (container_preflight(&source, &head, lpStatus) != stOK) return 0;
  char text[300];
  snprintf(text, sizeof text, "%u.%s", (unsigned)head.major, head.minor);
  succeed(lpStatus);
  return text_give(text, buffer);
}

/* The buffer of a text contains UTF-16 with its NUL. Without a text there is no buffer and the length is 0. */
static void give_text_buffer(const char *text, Handle *handle, int64_t *length, int32_t *lpStatus) {
  int units = text ? text_widen(text, NULL, 0) : 0;
  Buffer *buffer = text ? malloc(sizeof *buffer + (size_t)units * sizeof(Wide)) : NULL;
  *handle = NULL;
  *length = 0;
  succeed(lpStatus);
  if (!text) return;
  if (buffer) {
    buffer->length = units * (int64_t)sizeof(Wide);
    text_widen(text, (Wide *)buffer->bytes, units);
    *handle = item_register(itemBuffer, buffer);
    *length = buffer->length;
  }
  if (*handle) return;
  free(buffer);
  fail(lpStatus, stUnexpectedError, "There is no memory for the answer.");
}

API(void) C_GetRestartParentFileNameW(const Wide *path, Handle *handle, int64_t *length, int32_t *lpStatus) {
  ENTER;
  Container container;
  File *file = NULL;
  Source source = {path, NULL, 0, 1};
  if (!handle || !length) {
    fail(lpStatus, stInvalidParameter, "There is nowhere to put the buffer.");
    return;
  }
  if (container_open(&source, &container, &file, lpStatus) == stOK) {
    give_text_buffer(switch_text(&container, "restart-parent"), handle, length, lpStatus);
  }
  file_close(file);
  container_free(&container);
}

API(void) C_CopyBuffer(Handle handle, unsigned char *into, int64_t length, int32_t *lpStatus) {
  ENTER;
  const Buffer *buffer = item_from(handle, itemBuffer, lpStatus);
  if (!buffer) return;
  if (!into || length < buffer->length) {
    fail(lpStatus, stInvalidParameter, "The buffer has %lld bytes.", (long long)buffer->length);
    return;
  }
  memcpy(into, buffer->bytes, (size_t)buffer->length);
  succeed(lpStatus);
}

API(void) C_FreeBuffer(Handle handle, int32_t *lpStatus) {
  ENTER;
  Buffer *buffer = item_take(handle, itemBuffer, lpStatus);
  if (!buffer) return;
  free(buffer);
  succeed(lpStatus);
}
