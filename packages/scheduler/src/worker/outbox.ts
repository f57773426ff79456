import { asFault } from './as-fault.ts';
import type { Answer, FromWorker } from './messages.ts';

/** Longest time that an answer waits for others, in milliseconds: sending one takes as long as a brief task. */
const LONGEST_WAIT = 25;

let waiting: Answer[] = [];
let waitsSince = 0;
/** The next task may take long, or wait for an answer itself. */
let late: NodeJS.Timeout | null = null;
let beforehand: () => void = () => undefined;

/**
 * `step` is called right before answers are sent, so that what they are about can be completed for several of them together. If it
 * throws, none of their orders has succeeded.
 */
export function beforeAnswers(step: () => void): void {
  beforehand = step;
}

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
  waiting.push(answer);
  flush();
}

function flush(): void {
  if (late !== null) clearTimeout(late);
  late = null;
  if (waiting.length === 0) return;
  const answers = completed(waiting);
  waiting = [];
  const [first] = answers;
  if (first !== undefined && answers.length === 1) process.send?.(first satisfies FromWorker);
  else process.send?.({ ballast: 'answers', answers } satisfies FromWorker);
}

function completed(answers: readonly Answer[]): readonly Answer[] {
  try {
    beforehand();
    return answers;
  } catch (error) {
    const fault = asFault(error);
    return answers.map((answer) =>
      answer.ballast === 'report' && answer.report.kind === 'succeeded'
        ? { ...answer, report: { kind: 'failed', fault, measures: answer.report.measures } }
        : answer,
    );
  }
}
