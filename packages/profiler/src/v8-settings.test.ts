import { cachedDataVersionTag } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { changeV8Setting, withFirstV8Settings } from './v8-settings.ts';

describe('settings of V8', () => {
  it('have their first values during work, and those of now afterwards, whether or not it fails', () => {
    const first = cachedDataVersionTag();
    changeV8Setting('heap-growing-percent', { first: 0, to: 20 });
    changeV8Setting('heap-growing-percent', { first: 20, to: 30 });
    const now = cachedDataVersionTag();
    expect(now).not.toBe(first);
    expect(withFirstV8Settings(cachedDataVersionTag)).toBe(first);
    expect(cachedDataVersionTag()).toBe(now);
    const fails = (): never => {
      throw new Error('as expected');
    };
    expect(() => withFirstV8Settings(fails)).toThrow('as expected');
    expect(cachedDataVersionTag()).toBe(now);
    changeV8Setting('heap-growing-percent', { first: 0, to: 0 });
    expect(cachedDataVersionTag()).toBe(first);
  });
});
