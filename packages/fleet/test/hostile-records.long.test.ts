import { describe } from 'vitest';
import { hostilePlaces, hostileRecords } from './hostile-records.ts';

describe('hostile records, many of them', () => hostileRecords(10_000));
describe('hostile places, many of them', () => hostilePlaces(10_000));
