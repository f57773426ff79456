import { setTimeout as wait } from 'node:timers/promises';
import { FaultError } from '@ballast/resource-model';
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

/** How long a server may be away while a process cannot do anything else, in milliseconds. */
const PATIENCE = 30_000;

/** How long somebody waits for an answer. */
export interface Within {
  /** Ends it at once. */
  readonly signal: AbortSignal;
  /** In milliseconds; default 30,000. */
  readonly patience?: number | undefined;
}

/** The same for who cannot go on without an answer: fault FLEET_SERVER_LOST if none came for a while, or the signal was aborted. */
export async function appendInTime(
  log: SharedLog,
  what: Parameters<typeof appendSurely>[1],
  { signal, patience = PATIENCE }: Within,
): Promise<Answer> {
  const answer = await appendSurely(log, what, AbortSignal.any([signal, AbortSignal.timeout(patience)]));
  if (answer !== null) return answer;
  throw new FaultError({
    code: 'FLEET_SERVER_LOST',
    message: `the server took no record of ${what.subject}`,
    hint: 'check that it runs, and that the key of this machine is that of a coordinator',
    details: { subject: what.subject },
  });
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
