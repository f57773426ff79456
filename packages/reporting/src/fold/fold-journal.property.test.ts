import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERY_OUTCOME, type JournalBuilder, journal, succeeded } from '../../test/journal-builder.ts';
import { exitReason } from '../figures/exit-reason.ts';

const outcome = fc.constantFrom(
  ...EVERY_OUTCOME,
  succeeded({ problems: 2 }),
  succeeded({ completeness: 'partial' }),
  succeeded({ completeness: 'unstable' }),
);

/** One thing that happens to a task; nothing if it cannot happen in its present state. */
const happening = fc.record({
  task: fc.nat(6),
  what: fc.constantFrom('admit', 'settle', 'refuse'),
  after: fc.nat(1000),
  outcome,
});

interface Played {
  readonly built: JournalBuilder;
  /** Admission and settlement of every attempt that settled. */
  readonly spans: readonly (readonly [number, number])[];
}

const played = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.array(happening, { maxLength: 60 }), fc.boolean())
  .map(([inputs, happenings, ended]): Played => {
    const built = journal();
    for (let task = 0; task < inputs; task += 1) built.input(`${task}.out`);
    const running = new Map<number, number>();
    const spans: [number, number][] = [];
    let at = 0;
    for (const { task, what, after, outcome } of happenings) {
      if (task >= inputs) continue;
      at += after;
      const since = running.get(task);
      if (what === 'admit' && since === undefined) {
        built.admitted(at, task);
        running.set(task, at);
      } else if (what === 'settle' && since !== undefined) {
        built.settled(at, task, outcome);
        spans.push([since, at]);
        running.delete(task);
      } else if (what === 'refuse' && since === undefined) {
        built.settled(at, task, EVERY_OUTCOME[8]);
      }
    }
    if (ended && running.size === 0) built.ended(at);
    return { built, spans };
  });

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

describe('the figures of any journal', () => {
  it('have counts that add up to the inputs, wherever the journal breaks off', () => {
    fc.assert(
      fc.property(played, fc.boolean(), fc.nat(), ({ built }, whole, cut) => {
        const inputs = built.records.filter(({ type }) => type === 'input').length;
        if (!whole) built.records.length = cut % (built.records.length + 1);
        const figures = built.figures(inputs);
        expect(figures.inputs).toBe(inputs);
        expect(total(figures.statuses)).toBe(inputs);
        expect(total(figures.outcomes) + figures.unsettled).toBe(inputs);
        expect(figures.statuses['not-run']).toBe(figures.unsettled);
        const good = figures.statuses.succeeded === inputs && figures.ending === 'complete';
        expect(exitReason(figures) === 'all-succeeded').toBe(good);
      }),
    );
  });

  it('have the mean in flight that follows from the spans of all attempts', () => {
    fc.assert(
      fc.property(played, ({ built, spans }) => {
        const { makespan, inFlight, lastSettlement, tasks } = built.figures();
        fc.pre(makespan !== null && makespan > 0 && lastSettlement !== null);
        const open = tasks
          .filter(({ admittedAt, settledAt }) => admittedAt !== null && settledAt === null)
          .map(({ admittedAt }) => Math.max(0, (lastSettlement ?? 0) - (admittedAt ?? 0)));
        const area = [...spans.map(([from, to]) => to - from), ...open].reduce((sum, span) => sum + span, 0);
        expect(inFlight.mean).toBeCloseTo(area / (makespan ?? 0), 9);
        expect(inFlight.mean ?? 0).toBeLessThanOrEqual(inFlight.most);
      }),
    );
  });
});
