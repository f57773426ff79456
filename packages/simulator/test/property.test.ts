import { describe } from 'vitest';
import { simulatedBatches } from './simulated-batches.ts';

describe('any simulated batch', () => simulatedBatches(100));
