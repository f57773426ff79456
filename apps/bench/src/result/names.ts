/** The contender that all others are held against. */
export const REFERENCE = 'auto';
/** The reference once more: how much it differs from itself is noise. */
export const AGAIN = 'auto-again';
/** Does fixed work without any code of this project: what it takes longer is the machine's doing. */
export const YARDSTICK = 'yardstick';
