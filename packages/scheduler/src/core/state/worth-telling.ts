/** A worker that needs no answer sends no message about a load shorter than this, in milliseconds. */
export const WORTH_TELLING: number = 20;
