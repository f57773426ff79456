import type { SharedLog } from './shared-log.ts';

/** Nodes and seats are the same for all batches. */
const OF_ALL = /^(?:node|seat)\./;

/**
 * A log of one batch together with that of nodes and seats. The places of entries grow within each of the two: compare only those of
 * one subject.
 */
export function routedLog(board: SharedLog, nodes: SharedLog): SharedLog {
  const of = (subject: string): SharedLog => (OF_ALL.test(subject) ? nodes : board);
  return {
    append: (subject, text, expected) => of(subject).append(subject, text, expected),
    last: (subject) => of(subject).last(subject),
    follow: async (from, each, signal) => {
      await Promise.all([board.follow(from, each, signal), nodes.follow(from, each, signal)]);
    },
    close: async () => {
      await Promise.all([board.close(), nodes.close()]);
    },
  };
}
