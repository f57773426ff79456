#ifndef STANDIN_CONTAINER_TABLE_H
#define STANDIN_CONTAINER_TABLE_H

#include "container/container.h"
#include "container/cursor.h"

/* Reads the table; the cursor is bad afterwards when it is damaged. */
void table_take(Cursor *cursor, Container *into);
/* Every number that is computed with later is one that can be. */
int table_plausible(const Container *container);

#endif
