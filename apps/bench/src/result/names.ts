/** Suffix of the name of a second, equal contender. */
const AGAIN_SUFFIX = '-again';
/** The contender that all others are compared with. */
export const REFERENCE = 'auto';
/** The reference again: its difference from itself is noise. */
export const AGAIN: string = againOf(REFERENCE);
/** Does fixed work without any code of this project: if it takes longer, the machine is slower. */
export const YARDSTICK = 'yardstick';
export const YARDSTICK_AGAIN: string = againOf(YARDSTICK);

/** The name under which a contender runs a second time in each repeat. */
export function againOf(name: string): string {
  return `${name}${AGAIN_SUFFIX}`;
}
