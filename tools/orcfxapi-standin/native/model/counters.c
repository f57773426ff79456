#include "model/counters.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/model.h"
#include "interface/text.h"

#define THREAD_COUNTS 65

Counters counters;
static CallCount *calls;
static int64_t models_by_threads[THREAD_COUNTS]; /* the last one: that many or more */
static uint64_t *series_seen; /* open addressing; 0 is an empty place */
static size_t series_places;

void count_call(CallCount *call, const char *name) {
  lock_handles();
  call->count++;
  if (!call->listed) {
    call->listed = 1;
    call->name = name;
    call->next = calls;
    calls = call;
  }
  unlock_handles();
}

void count_thread_count(int32_t threads) {
  models_by_threads[threads < THREAD_COUNTS ? threads : THREAD_COUNTS - 1]++;
}

uint64_t key_with(uint64_t key, const void *bytes, int count) {
  const unsigned char *at = bytes;
  for (int i = 0; i < count; i++) key = (key ^ at[i]) * 1099511628211ull;
  return key;
}

/* Returns 1 if the key is new; a key that does not fit any more counts as new. */
static int remember(uint64_t *places, size_t count, uint64_t key) {
  for (size_t i = (size_t)key & (count - 1);; i = (i + 1) & (count - 1)) {
    if (places[i] == key) return 0;
    if (places[i] == 0) {
      places[i] = key;
      return 1;
    }
  }
}

static void make_room(void) {
  size_t larger = series_places ? series_places * 2 : 1024;
  uint64_t *places = calloc(larger, sizeof *places);
  if (!places) return;
  for (size_t i = 0; i < series_places; i++) {
    if (series_seen[i]) remember(places, larger, series_seen[i]);
  }
  free(series_seen);
  series_seen = places;
  series_places = larger;
}

void count_series(uint64_t key) {
  lock_handles();
  counters.series++;
  if ((size_t)counters.distinct_series * 2 >= series_places) make_room();
  if ((size_t)counters.distinct_series + 1 < series_places) {
    counters.distinct_series += remember(series_seen, series_places, key ? key : 1);
  }
  unlock_handles();
}

typedef struct Text {
  char *bytes;
  size_t used, size;
} Text;

static void add(Text *text, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int written = vsnprintf(text->bytes + text->used, text->size - text->used, format, arguments);
  va_end(arguments);
  if (written > 0 && (size_t)written < text->size - text->used) text->used += (size_t)written;
}

static void add_numbers(Text *text) {
  const struct {
    const char *name;
    int64_t value;
  } numbers[] = {{"models", model_live_count()},
                 {"heldBytes", model_held_bytes()},
                 {"heldBytesMax", counters.held_bytes_max},
                 {"loads", counters.loads},
                 {"bytesRead", counters.bytes_read},
                 {"histories", counters.histories},
                 {"multipleHistories", counters.multiple_histories},
                 {"samples", counters.samples},
                 {"recomputedSamples", counters.recomputed_samples},
                 {"series", counters.series},
                 {"distinctSeries", counters.distinct_series},
                 {"seatsClaimed", counters.seats_claimed},
                 {"seatsDenied", counters.seats_denied}};
  add(text, "{\"pid\":%llu", (unsigned long long)process_id());
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
    add(text, ",\"%s\":%lld", numbers[i].name, (long long)numbers[i].value);
  }
}

char *counters_json(void) {
  Text text = {malloc(16384), 0, 16384};
  if (!text.bytes) return NULL;
  add_numbers(&text);
  add(&text, ",\"calls\":{");
  int listed = 0;
  lock_handles();
  for (const CallCount *call = calls; call; call = call->next) {
    add(&text, "%s\"%s\":%lld", listed++ ? "," : "", call->name, (long long)call->count);
  }
  unlock_handles();
  add(&text, "},\"threadCounts\":{");
  listed = 0;
  for (int i = 0; i < THREAD_COUNTS; i++) {
    if (!models_by_threads[i]) continue;
    add(&text, "%s\"%d\":%lld", listed++ ? "," : "", i, (long long)models_by_threads[i]);
  }
  add(&text, "}}");
  return text.bytes;
}

void counters_flush(void) {
  static int64_t first_flush;
  char *folder = environment_text("BALLAST_STANDIN_COUNTERS");
  char *json = folder ? counters_json() : NULL;
  char *path = json ? malloc(strlen(folder) + 64) : NULL;
  if (first_flush == 0) first_flush = clock_ms();
  if (path) {
    sprintf(path, "%s/%llu-%lld.json", folder, (unsigned long long)process_id(), (long long)first_flush);
    file_replace(path, json);
  }
  free(path);
  free(json);
  free(folder);
}

/* Runs when the process exits normally or unloads the library. */
__attribute__((destructor)) static void flush_at_the_end(void) { counters_flush(); }
