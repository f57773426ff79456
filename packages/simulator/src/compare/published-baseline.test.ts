import { describe, expect, it } from 'vitest';
import { publishedBaseline } from './published-baseline.ts';

describe('the published baseline', () => {
  const cases = publishedBaseline();

  it('is reproduced within 1 % by the model of eager start-up', () => {
    expect(cases.map(({ published }) => published)).toEqual([20.08, 17.08, 20.95, 18.29]);
    for (const { simulated, published } of cases)
      expect(Math.abs(simulated / published - 1)).toBeLessThan(0.01);
  });

  it('is beaten by starting no more workers than there are files', () => {
    for (const { adaptive, published } of cases) expect(adaptive).toBeLessThan(0.9 * published);
  });
});
