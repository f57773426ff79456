/** What a name has at its end that stands for the same once more. */
const AGAIN_SUFFIX = '-again';
/** The contender that all others are held against. */
export const REFERENCE = 'auto';
/** The reference once more: how much it differs from itself is noise. */
export const AGAIN: string = againOf(REFERENCE);
/** Does fixed work without any code of this project: what it takes longer is the machine's doing. */
export const YARDSTICK = 'yardstick';
export const YARDSTICK_AGAIN: string = againOf(YARDSTICK);

/** The name under which a contender runs a second time in each repeat. */
export function againOf(name: string): string {
  return `${name}${AGAIN_SUFFIX}`;
}
