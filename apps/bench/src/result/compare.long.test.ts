import { describe } from 'vitest';
import { itComparesPairs } from '../../test/support/comparisons.ts';

describe('comparing many pairs of results', () => {
  itComparesPairs({ pairs: 10, runs: 50 });
});
