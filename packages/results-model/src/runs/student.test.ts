import { describe, expect, it } from 'vitest';
import { studentQuantile } from './student.ts';

describe("quantiles of Student's t", () => {
  // tan(pi (p - 1/2)) for 1, (2p - 1) sqrt(2 / (4p(1 - p))) for 2; the others are those of printed tables.
  it.each([
    [1, Math.tan(Math.PI * 0.475), 1e-9],
    [2, 0.95 * Math.sqrt(2 / (4 * 0.975 * 0.025)), 1e-9],
    [4, 2.7764451, 1e-6],
    [10, 2.2281389, 1e-6],
    [64, 1.9977297, 1e-6],
    [1000, 1.9623391, 1e-6],
  ])('with %d degrees of freedom and 0.975', (freedom, expected, tolerance) => {
    expect(Math.abs(studentQuantile(0.975, freedom) - expected)).toBeLessThan(tolerance);
  });
});
