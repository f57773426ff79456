import { describe } from 'vitest';
import { schedulerProperties } from './scheduler-properties.ts';

describe('the scheduler', () => schedulerProperties(7000));
