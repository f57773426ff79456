import type { Answer, LogEntry, SharedLog } from './shared-log.ts';

/** A log in this process, for tests and for what needs no other machine. */
export function memoryLog(): SharedLog {
  const entries: LogEntry[] = [];
  const last = new Map<string, LogEntry>();
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const one of [...waiting]) one();
  };
  return {
    append: (subject, text, expected): Promise<Answer> => {
      const before = last.get(subject) ?? null;
      if ((before?.seq ?? 0) !== expected) return Promise.resolve({ kind: 'refused', last: before });
      const entry = { subject, seq: entries.length + 1, text };
      entries.push(entry);
      last.set(subject, entry);
      wake();
      return Promise.resolve({ kind: 'appended', seq: entry.seq });
    },
    last: (subject) => Promise.resolve(last.get(subject) ?? null),
    follow: async (from, each, signal) => {
      for (let at = Math.max(1, from); !signal.aborted; ) {
        const entry = entries[at - 1];
        if (entry === undefined) await next(waiting, signal);
        else {
          each(entry);
          at += 1;
        }
      }
    },
    close: () => Promise.resolve(),
  };
}

/** Resolves when something was appended, or the signal is aborted. */
function next(waiting: Set<() => void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      waiting.delete(done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    waiting.add(done);
    signal.addEventListener('abort', done, { once: true });
  });
}
