import { describe, expect, it } from 'vitest';
import { batchToPress, checked, HAS_TERMINAL } from '../terminals/in-terminal.ts';

const FEW_FILES = 24;

describe.runIf(HAS_TERMINAL)('one Ctrl-C in a terminal', () => {
  it('lets files that have started finish, even while their workers are starting', async () => {
    const press = await batchToPress(FEW_FILES);
    expect(['nothing started', 'complete']).toContain(checked(await press({ after: 1 })));
    const results = [
      checked(await press({ after: 0, record: 'journal' })),
      checked(await press({ after: 0, record: 'worker-started' })),
      checked(await press({ after: 60, record: 'worker-started' })),
    ];
    expect(results).toContain('drained');
    expect(results).not.toContain('nothing started');
  });
});
