import type { SharedLog } from '../../src/log/shared-log.ts';

/** The same log for one of its users, whose requests or answers are lost now and then, as long as `isFlaky` says so. */
export function flakyLog(log: SharedLog, isFlaky: () => boolean): SharedLog {
  let calls = 0;
  return {
    ...log,
    append: async (subject, text, expected) => {
      calls += 1;
      if (isFlaky() && calls % 7 === 3) throw new Error('the request was lost');
      const answer = await log.append(subject, text, expected);
      if (isFlaky() && calls % 5 === 2) throw new Error('the answer was lost');
      return answer;
    },
  };
}
