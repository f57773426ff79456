#include "model/seat_pool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/platform.h"
#include "interface/text.h"

#define LINE 96

typedef struct Holder {
  unsigned long long process, start, claim;
  long long since;
} Holder;

struct Pool {
  char *path;
  char *scope; /* NULL: every model has a seat of its own */
  Lock *lock;
  Holder *holders;
  int count, size, changed;
};

static char *with_suffix(const char *path, const char *suffix) {
  char *name = malloc(strlen(path) + strlen(suffix) + 1);
  if (name) sprintf(name, "%s%s", path, suffix);
  return name;
}

static int scope_is(const Pool *pool, const char *scope) { return pool->scope && strcmp(pool->scope, scope) == 0; }
int pool_shares_machine(const Pool *pool) { return scope_is(pool, "machine"); }
int pool_shares_process(const Pool *pool) { return scope_is(pool, "process"); }
int pool_size(const Pool *pool) { return pool->size; }

int pool_taken(const Pool *pool) {
  if (pool_shares_machine(pool)) return pool->count > 0;
  if (!pool_shares_process(pool)) return pool->count;
  int processes = 0;
  for (int i = 0; i < pool->count; i++) {
    int before = 0;
    for (int k = 0; k < i; k++) before = before || pool->holders[k].process == pool->holders[i].process;
    processes += !before;
  }
  return processes;
}

int pool_own(const Pool *pool) {
  int own = 0;
  for (int i = 0; i < pool->count; i++) own += pool->holders[i].process == process_id();
  return own;
}

static int index_of(const Pool *pool, uint64_t claim) {
  for (int i = 0; i < pool->count; i++) {
    if (pool->holders[i].process == process_id() && pool->holders[i].claim == claim) return i;
  }
  return -1;
}

int pool_has(const Pool *pool, uint64_t claim) { return index_of(pool, claim) >= 0; }

static void remove_at(Pool *pool, int index) {
  memmove(&pool->holders[index], &pool->holders[index + 1], (size_t)(pool->count - index - 1) * sizeof(Holder));
  pool->count--;
  pool->changed = 1;
}

void pool_drop(Pool *pool, uint64_t claim) {
  int index = index_of(pool, claim);
  if (index >= 0) remove_at(pool, index);
}

void pool_add(Pool *pool, uint64_t claim) {
  Holder *larger = realloc(pool->holders, (size_t)(pool->count + 1) * sizeof(Holder));
  if (!larger) return;
  Holder holder = {process_id(), process_start(process_id()), claim, clock_ms()};
  pool->holders = larger;
  pool->holders[pool->count++] = holder;
  pool->changed = 1;
}

void pool_note(const Pool *pool, const char *event, uint64_t process) {
  char line[LINE];
  char *path = with_suffix(pool->path, ".log");
  snprintf(line, sizeof line, "%lld %s %llu %d/%d\n", (long long)clock_ms(), event, (unsigned long long)process,
           pool_taken(pool), pool->size);
  if (path) file_append_text(path, line);
  free(path);
}

static void read_holders(Pool *pool) {
  char *path = with_suffix(pool->path, ".holders");
  char *text = path ? file_text(path) : NULL;
  free(path);
  size_t lines = 0;
  for (const char *at = text; at && *at; at++) lines += *at == '\n';
  pool->holders = calloc(lines + 1, sizeof(Holder));
  for (const char *at = text; at && pool->holders && (size_t)pool->count <= lines;) {
    Holder *holder = &pool->holders[pool->count];
    if (sscanf(at, "%llu %llu %llu %lld", &holder->process, &holder->start, &holder->claim, &holder->since) == 4) {
      pool->count++;
    }
    at = strchr(at, '\n');
    if (at) at++;
  }
  free(text);
}

static void sweep(Pool *pool) {
  for (int i = pool->count - 1; i >= 0; i--) {
    uint64_t process = pool->holders[i].process;
    if (process_start(process) == pool->holders[i].start) continue;
    remove_at(pool, i);
    pool_note(pool, "reclaim", process);
  }
}

Pool *pool_open(void) {
  char *path = environment_text("BALLAST_STANDIN_SEATS");
  Pool *pool = path ? calloc(1, sizeof *pool) : NULL;
  char *lock_path = pool ? with_suffix(path, ".lock") : NULL;
  Lock *lock = lock_path ? lock_take(lock_path) : NULL;
  free(lock_path);
  if (!lock) {
    free(pool);
    free(path);
    return NULL;
  }
  pool->path = path;
  pool->lock = lock;
  pool->scope = environment_text("BALLAST_STANDIN_SEAT_SCOPE");
  char *size = file_text(path);
  pool->size = size ? atoi(size) : 1;
  free(size);
  read_holders(pool);
  sweep(pool);
  return pool;
}

static void write_holders(const Pool *pool) {
  char *path = with_suffix(pool->path, ".holders");
  char *text = malloc((size_t)pool->count * LINE + 1);
  size_t used = 0;
  for (int i = 0; text && i < pool->count; i++) {
    const Holder *holder = &pool->holders[i];
    used += (size_t)snprintf(text + used, LINE, "%llu %llu %llu %lld\n", holder->process, holder->start,
                             holder->claim, holder->since);
  }
  if (text) text[used] = 0;
  if (path && text) file_replace(path, text);
  free(text);
  free(path);
}

void pool_close(Pool *pool) {
  if (pool->changed) write_holders(pool);
  lock_leave(pool->lock);
  free(pool->holders);
  free(pool->scope);
  free(pool->path);
  free(pool);
}
