/** A worker that needs no answer does not tell of a load shorter than this, in milliseconds. */
export const WORTH_TELLING: number = 20;
