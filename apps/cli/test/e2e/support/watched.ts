import type { startBallast } from './run-ballast.ts';
import { until } from './waiting.ts';

/** A running command, and what it has printed for people so far. */
export interface Watched extends ReturnType<typeof startBallast> {
  text(): string;
  prints(what: RegExp): Promise<void>;
}

export function watched(started: ReturnType<typeof startBallast>): Watched {
  let text = '';
  started.child.stderr?.on('data', (data: Buffer) => {
    text += data.toString('utf8');
  });
  return {
    ...started,
    text: () => text,
    prints: async (what) => {
      await until(`${what} in what was printed`, () => what.test(text));
    },
  };
}
