import { describe, expect, it } from 'vitest';
import { journal, measured, ms, succeeded } from '../../test/journal-builder.ts';
import { speedText } from './speed-text.ts';

describe('the speed of a batch', () => {
  it('is compared with the fastest possible one, and the models with what was measured', () => {
    const built = journal();
    for (let task = 0; task < 8; task += 1) {
      built.input(`${task}`).admitted(0, task);
      built.settled(task < 4 ? 10_000 : 20_000, task, succeeded(), { measures: measured(1000, 10, 8000) });
    }
    const range = { median: ms(18_000), ninetieth: ms(25_000) };
    built.add({ type: 'predicted', at: ms(0), modelled: ms(16_000), ...range, learned: true });
    expect(speedText(built.ended(20_000).figures())).toEqual([
      '  bound    fastest possible: 16.0 s (bound by the cores); actual: 1.25 x',
      '  time     predicted 18.0 s, with 90 % probability below 25.0 s',
      '  models   median error: 0 % (memory), 799900 % (computing time)',
      '  memory   0 % of the files needed more than was reserved for them; 10 % may',
    ]);
  });

  it('says nothing about a batch of less than a second', () => {
    expect(speedText(journal().input('a').figures())).toEqual([]);
  });
});
