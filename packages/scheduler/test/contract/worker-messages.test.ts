import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { first, isAlive, type Running, runningModule, until } from '../support/runners.ts';

const LIAR = fileURLToPath(new URL('../fixtures/lying-worker.mjs', import.meta.url));

/** A runner whose worker has been given its order. */
function ordered(behaviour: string): Running {
  const made = runningModule(LIAR, {
    behaviours: [behaviour],
    check: (end) =>
      end.kind === 'succeeded' && end.result !== 'result' ? `expected result, found ${end.result}` : null,
  });
  made.runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
  return made;
}

describe('a worker whose message cannot be true', () => {
  it.each([
    ['other task', 'expected a message about task 0, found 1'],
    ['other attempt', 'expected a message about attempt 1 of task 0, found 0'],
    ['no address', 'expected a message about task 0, found nothing'],
    ['bytes', 'expected a number of bytes, found -1'],
    ['start cpu', 'expected a number of milliseconds, found -1'],
    ['resident', 'expected a number of bytes, found a value of type null'],
    ['unknown', 'expected a known kind of message, found a value of type string'],
    ['other result', 'expected result, found another'],
    ['nothing', 'expected a report, found none'],
    ['kind', "expected a report of kind 'succeeded' or 'failed'"],
    ['problems', 'expected a count in the field problems of the report'],
    ['measures', 'expected an amount in the field measures.computeTime of the report'],
    ['not a number', 'expected an amount in the field measures.loadTime of the report'],
    ['notes', 'expected a list of at most 50 notes in the field notes of the report'],
    ['files', 'expected a list of files with their sizes and digests in the field files of the report'],
    ['class', 'expected a known class in the field fault.class of the report'],
  ])('is ended and lost: %s', async (behaviour, reason) => {
    const { runner, events } = ordered(behaviour);
    const pid = runner.pid(1) ?? 0;
    const lost = await until(() => first(events, 'worker-lost'));
    expect(lost.end.stderr.at(-1)).toBe(
      `the worker was ended because a message of it cannot be true: ${reason}`,
    );
    expect(lost.end.proof).toBeNull();
    expect(events.map(({ type }) => type)).toEqual(['worker-started', 'worker-lost']);
    expect(isAlive(pid)).toBe(false);
  });

  it('is lost even if it sends that message without an order', async () => {
    const { events } = ordered('afterwards');
    await until(() => first(events, 'attempt-ended'));
    const lost = await until(() => first(events, 'worker-lost'));
    expect(lost.end.stderr.at(-1)).toMatch(/expected no message without an order$/);
  });
});

describe('a worker that tells the truth', () => {
  it.each(['truth', 'foreign'])('is believed, whatever else uses its channel: %s', async (behaviour) => {
    const { events } = ordered(behaviour);
    const { end } = await until(() => first(events, 'attempt-ended'));
    expect(end).toMatchObject({ kind: 'succeeded', result: 'result' });
    expect(first(events, 'worker-lost')).toBeUndefined();
  });

  it('is believed if its error has a text of any length, which is shortened', async () => {
    const { events } = ordered('long fault');
    const { end } = await until(() => first(events, 'attempt-ended'));
    expect(end).toMatchObject({ kind: 'failed', fault: { code: 'FILE_EMPTY', message: 'x'.repeat(65_536) } });
    expect(end.kind === 'failed' && end.fault.details).toBeFalsy();
  });
});
