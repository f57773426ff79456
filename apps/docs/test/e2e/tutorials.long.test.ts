import { describe, it } from 'vitest';
import { tutorials } from '../../src/examples/tutorials.ts';
import { LIBRARY, showsWhatIsPrinted } from './shows-what-is-printed.ts';

describe.concurrent('a page with commands', () => {
  for (const page of tutorials()) {
    it.skipIf(page.orcaflex && LIBRARY === null)(`${page.name} shows what its commands print`, () =>
      showsWhatIsPrinted(page),
    );
  }
});
