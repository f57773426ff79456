import { expect, it } from 'vitest';
import { tutorials } from '../../src/examples/tutorials.ts';
import { LIBRARY, showsWhatIsPrinted } from './shows-what-is-printed.ts';

it('README.md shows what its commands print', async () => {
  const page = tutorials().find(({ name }) => name === 'README.md');
  if (page === undefined) throw new Error('README.md is not among the pages with commands');
  expect(page.orcaflex && LIBRARY === null).toBe(false);
  await showsWhatIsPrinted(page);
});
