#include "model/modules.h"

static int disabled[2];

int module_known(int module) { return module == 0 || module == 1; }
int module_enabled(int module) { return module_known(module) && !disabled[module]; }
void module_disable(int module) { disabled[module] = 1; }
