import { describe, it } from 'vitest';
import { closeTerminals } from './closed-terminal.ts';
import { HAS_TERMINAL } from './in-terminal.ts';
import { temporaryFolder } from './run-ballast.ts';

describe.runIf(HAS_TERMINAL)('a batch whose terminal is closed', () => {
  it('drains, ends without a core dump, and is resumed to the same tables', async () => {
    using folder = temporaryFolder();
    await closeTerminals(folder.path, [
      { after: 0, record: 'worker-started' },
      { after: 50, record: 'settled' },
    ]);
  });
});
