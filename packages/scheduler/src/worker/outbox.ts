import type { Answer, FromWorker } from './messages.ts';

/** Longest time that an answer waits for others, in milliseconds: sending one takes as long as a brief task. */
const LONGEST_WAIT = 25;

let waiting: Answer[] = [];
let waitsSince = 0;
/** The next task may take long, or wait for an answer itself. */
let late: NodeJS.Timeout | null = null;

/** Sends a message behind all answers that wait. */
export function post(message: FromWorker): void {
  flush();
  process.send?.(message);
}

/** An order of several has ended, and another one follows at once: its answer may wait. */
export function postWithOthers(answer: Answer): void {
  if (waiting.length === 0) waitsSince = performance.now();
  waiting.push(answer);
  late ??= setTimeout(flush, LONGEST_WAIT);
  if (performance.now() - waitsSince >= LONGEST_WAIT) flush();
}

/** The last of several orders has ended. */
export function postLast(answer: Answer): void {
  if (waiting.length > 0) waiting.push(answer);
  else process.send?.(answer);
  flush();
}

function flush(): void {
  if (late !== null) clearTimeout(late);
  late = null;
  if (waiting.length === 0) return;
  const answers = waiting;
  waiting = [];
  process.send?.({ ballast: 'answers', answers } satisfies FromWorker);
}
