/* The files of a seat pool: P (its size, never written here), P.holders, P.log, P.lock. */
#ifndef STANDIN_SEAT_POOL_H
#define STANDIN_SEAT_POOL_H

#include <stdint.h>

typedef struct Pool Pool;

/* Under the pool's lock, dead holders swept. NULL where no pool is named, or it cannot be locked. */
Pool *pool_open(void);
void pool_close(Pool *pool);
/* Seats taken, by the scope's rule; the size. */
int pool_taken(const Pool *pool);
int pool_size(const Pool *pool);
int pool_shares_machine(const Pool *pool);
int pool_shares_process(const Pool *pool);
/* How many claims this process has. */
int pool_own(const Pool *pool);
int pool_has(const Pool *pool, uint64_t claim);
void pool_add(Pool *pool, uint64_t claim);
void pool_drop(Pool *pool, uint64_t claim);
void pool_note(const Pool *pool, const char *event, uint64_t process);

#endif
