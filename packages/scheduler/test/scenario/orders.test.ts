import { bytes, GIB } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { Scenario } from './scenario.ts';

describe('a batch that is paused', () => {
  it('starts nothing, lets what runs end, and starts files again when it is unpaused', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1, c: 1 }, memory: 100, workers: 1 });
    scenario.running('a').on({ type: 'order', order: { what: 'pause', cause: 'Ada' } });
    scenario.recorded({ type: 'order', what: 'pause', cause: 'Ada' });
    scenario.running('a').waits('b', 'draining').done('a').running().waits('b', 'draining');
    expect(scenario.state.lifecycle.mode.kind).toBe('open');
    scenario.on({ type: 'order', order: { what: 'unpause', cause: 'Ada' } }).running('b');
  });

  it('can be drained, and ends then', () => {
    const scenario = new Scenario({ tasks: { a: 1, b: 1 }, memory: 100, workers: 1 });
    scenario.on({ type: 'order', order: { what: 'pause', cause: 'Ada' } }).done('a');
    scenario.on({ type: 'drain', cause: 'Ada' });
    scenario.recorded({ type: 'ended', ending: 'drained' });
  });
});

describe('a limit of the memory budget', () => {
  it('is recorded with its cause, and kept until it is taken back', () => {
    const scenario = new Scenario({ tasks: { a: 1 }, memory: 100 });
    const most = bytes(4 * GIB);
    scenario.on({ type: 'order', order: { what: 'memory', most, cause: 'Ada' } });
    scenario.recorded({ type: 'order', what: 'memory', memory: most, cause: 'Ada' });
    expect(scenario.state.machine.most).toBe(most);
    scenario.on({ type: 'order', order: { what: 'memory', most: null, cause: 'Ada' } });
    scenario.recorded({ type: 'order', what: 'memory', memory: null });
    expect(scenario.state.machine.most).toBeNull();
  });
});
