import { describe } from 'vitest';
import { damageProperties } from './damage-properties.ts';

describe('journals that are not as they were written', () => damageProperties(800));
