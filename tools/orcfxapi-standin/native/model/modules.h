/* The optional modules of this process: 0 dynamics, 1 VIV. */
#ifndef STANDIN_MODULES_H
#define STANDIN_MODULES_H

int module_known(int module);
int module_enabled(int module);
void module_disable(int module);

#endif
