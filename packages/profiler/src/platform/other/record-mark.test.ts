import { describe, expect, it } from 'vitest';
import { recordMark } from './record-mark.ts';

describe('the high-water mark of a system that cannot reset it', () => {
  it('is known only if it has risen since the reset', () => {
    let record = 500;
    const mark = recordMark(() => record);
    expect(mark.read()).toBe(500);
    mark.reset();
    expect(mark.read()).toBeNull();
    record = 600;
    expect(mark.read()).toBe(600);
  });

  it('is read from the system in bytes', () => {
    expect(recordMark().read()).toBeGreaterThan(1024 * 1024);
  });
});
