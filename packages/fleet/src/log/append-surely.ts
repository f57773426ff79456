import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, SharedLog } from './shared-log.ts';

const TRY_EVERY = 500;

/**
 * Appends a record, however often its answer is lost: a record has an id of its own, by which it is recognized. Ends only with an
 * answer, or when the signal is aborted (null).
 */
export async function appendSurely(
  log: SharedLog,
  {
    subject,
    record,
    expected,
  }: { readonly subject: string; readonly record: { readonly id: string }; readonly expected: number },
  signal: AbortSignal,
): Promise<Answer | null> {
  const text = JSON.stringify(record);
  while (!signal.aborted) {
    try {
      const answer = await log.append(subject, text, expected);
      if (answer.kind === 'appended' || answer.last?.text !== text) return answer;
      return { kind: 'appended', seq: answer.last.seq };
    } catch {
      await wait(TRY_EVERY, undefined, { signal }).catch(() => undefined);
    }
  }
  return null;
}

/** The entries up to a place, in order. */
export async function readUntil(
  log: SharedLog,
  seq: number,
  each: Parameters<SharedLog['follow']>[1],
): Promise<void> {
  const stop = new AbortController();
  await log.follow(
    1,
    (entry) => {
      if (stop.signal.aborted) return;
      each(entry);
      if (entry.seq >= seq) stop.abort();
    },
    stop.signal,
  );
}
