import { describe, it } from 'vitest';
import { temporaryFolder } from '../support/run-ballast.ts';
import { closeTerminals } from './closed-terminal.ts';
import { HAS_TERMINAL } from './in-terminal.ts';

const RUNS = 5;

describe.runIf(HAS_TERMINAL)('a batch whose terminal is closed at any instant', () => {
  it('drains, ends without a core dump, and is resumed to the same tables', async () => {
    using folder = temporaryFolder();
    const instants = Array.from({ length: RUNS }, (_, n) => ({ after: 120 * n, record: 'worker-started' }));
    await closeTerminals(folder.path, [...instants, { after: 50, record: 'settled' }]);
  });
});
