#ifndef STANDIN_STRUCT_TABLE_H
#define STANDIN_STRUCT_TABLE_H

#include <stddef.h>

/* JSON: {"TPeriod":{"size":24,"fields":{"PeriodNum":[0,4],...}},...}, each field as [offset, size]. */
const char *struct_table_json(void);

#endif
