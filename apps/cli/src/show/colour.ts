import { styleText } from 'node:util';
import type { Tone } from '@ballast/reporting';

const COLOURS = { good: 'green', bad: 'red', doubtful: 'yellow' } as const satisfies Record<Tone, string>;

/** Colours for a stream that shows them: a terminal, unless NO_COLOR is set or TERM is dumb; anything with FORCE_COLOR. */
export function painter(stream: NodeJS.WriteStream): (text: string, tone: Tone) => string {
  return (text, tone) => styleText(COLOURS[tone], text, { stream });
}
