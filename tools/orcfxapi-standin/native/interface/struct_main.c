/* A separate program that prints this C compiler's layout of the structs, without loading any library. */
#include <stdio.h>

#include "interface/struct_table.h"

int main(void) {
  puts(struct_table_json());
  return 0;
}
