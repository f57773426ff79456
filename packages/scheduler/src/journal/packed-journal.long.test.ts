import { describe } from 'vitest';
import { itHasNoWrongOutcome } from '../../test/support/packed-journal.ts';

describe('a journal whose lines hold several records, damaged anywhere', () => itHasNoWrongOutcome(1));
