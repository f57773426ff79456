/** A worker that needs no answer sends no message about a load shorter than this, in milliseconds. */
export const SHORT_LOAD: number = 20;
