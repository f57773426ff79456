/**
 * A worker that needs no answer sends no message about a load shorter than this, in milliseconds, unless the task takes its memory
 * after the load.
 */
export const SHORT_LOAD: number = 20;
