/* The files of a seat pool: P (its size, never written here), P.holders, P.log, P.lock. */
#ifndef STANDIN_SEAT_POOL_H
#define STANDIN_SEAT_POOL_H

#include <stdint.h>

typedef struct Pool Pool;

/* Locks the pool and removes dead holders. NULL if no pool is named, or it cannot be locked. */
Pool *pool_open(void);
void pool_close(Pool *pool);
/* Seats taken, by the rule of the scope; the size of the pool. */
int pool_taken(const Pool *pool);
int pool_size(const Pool *pool);
int pool_shares_machine(const Pool *pool);
int pool_shares_process(const Pool *pool);
/* The number of claims of this process. */
int pool_own(const Pool *pool);
int pool_has(const Pool *pool, uint64_t claim);
void pool_add(Pool *pool, uint64_t claim);
void pool_drop(Pool *pool, uint64_t claim);
void pool_note(const Pool *pool, const char *event, uint64_t process);

#endif
