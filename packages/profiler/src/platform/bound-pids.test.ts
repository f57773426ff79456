import { describe, expect, it } from 'vitest';
import { BoundPids } from './bound-pids.ts';

/** Processes by number, each with a unique name; `open` contains the open ones. */
function scripted(): { processes: Map<number, string>; open: Set<string>; bound: BoundPids<string> } {
  const processes = new Map<number, string>();
  const open = new Set<string>();
  const bound = new BoundPids<string>({
    open: (pid) => {
      const name = processes.get(pid) ?? null;
      if (name !== null) open.add(name);
      return name;
    },
    close: (name) => open.delete(name),
  });
  return { processes, open, bound };
}

describe('pids bound to their processes', () => {
  it('stay absent once their process has ended, until they are forgotten', () => {
    const { processes, open, bound } = scripted();
    const alive = (pid: number, name: string): string | null => (processes.get(pid) === name ? name : null);
    processes.set(7, 'first');
    expect(bound.collect([7], alive).get(7)).toBe('first');
    processes.set(7, 'second');
    expect(bound.collect([7], alive).size).toBe(0);
    expect(bound.collect([7], alive).size).toBe(0);
    expect(open.size).toBe(0);
    bound.forget(7);
    expect(bound.collect([7], alive).get(7)).toBe('second');
  });

  it('are bound as soon as their process exists', () => {
    const { processes, bound } = scripted();
    expect(bound.collect([7], (_, name) => name).size).toBe(0);
    processes.set(7, 'late');
    expect(bound.collect([7], (_, name) => name).get(7)).toBe('late');
  });

  it('are released after 64 calls that do not ask for them', () => {
    const { processes, open, bound } = scripted();
    processes.set(7, 'seven');
    bound.collect([7], (_, name) => name);
    for (let call = 0; call < 63; call += 1) bound.collect([], (_, name) => name);
    expect(open.size).toBe(1);
    bound.collect([], (_, name) => name);
    expect(open.size).toBe(0);
  });

  it('pass on errors that do not mean that a process has ended', () => {
    const { processes, bound } = scripted();
    processes.set(7, 'seven');
    const fail = (code: string) => (): null => {
      throw Object.assign(new Error(code), { code });
    };
    expect(() => bound.collect([7], fail('EIO'))).toThrow('EIO');
    expect(bound.collect([7], fail('ESRCH')).size).toBe(0);
  });
});
