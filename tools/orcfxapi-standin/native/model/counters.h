/* What this process did, counted for benchmarks and tests. */
#ifndef STANDIN_COUNTERS_H
#define STANDIN_COUNTERS_H

#include <stdint.h>

typedef struct Counters {
  int64_t loads, bytes_read, histories, multiple_histories, samples, recomputed_samples;
  int64_t series, distinct_series, seats_claimed, seats_denied, held_bytes_max;
} Counters;
extern Counters counters;

/* One per export that has been called, in a list. */
typedef struct CallCount {
  const char *name;
  int64_t count;
  int listed;
  struct CallCount *next;
} CallCount;
void count_call(CallCount *call, const char *name);
/* The first line of every export. */
#define ENTER                   \
  static CallCount call_count_; \
  count_call(&call_count_, __func__)

void count_thread_count(int32_t threads);
/* The identity of one delivered series: equal keys are the same series read again. */
void count_series(uint64_t key);
/* Adds bytes to a key (FNV-1a); start with SERIES_KEY. */
#define SERIES_KEY 14695981039346656037ull
uint64_t key_with(uint64_t key, const void *bytes, int count);
/* JSON; the caller frees it. NULL without memory. */
char *counters_json(void);
/* Replaces this process's file in the folder that BALLAST_STANDIN_COUNTERS names, if it is set. */
void counters_flush(void);

#endif
