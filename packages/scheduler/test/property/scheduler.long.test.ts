import { describe } from 'vitest';
import { schedulerProperties } from './scheduler-properties.ts';

describe('the scheduler, through many batches', () => schedulerProperties(50_000));
