#ifndef STANDIN_CONTAINER_TABLE_H
#define STANDIN_CONTAINER_TABLE_H

#include "container/container.h"
#include "container/cursor.h"

/* Reads the table; the cursor is bad afterwards if the table is damaged. */
void table_take(Cursor *cursor, Container *into);
/* Whether every number used in later calculations is possible. */
int table_plausible(const Container *container);

#endif
