import { describe } from 'vitest';
import { simulatedBatches } from './simulated-batches.ts';

describe('very many simulated batches', () => simulatedBatches(500));
