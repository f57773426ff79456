import { describe, expect, it } from 'vitest';
import { madeUpExperiment, madeUpRun } from '../../test/support/made-up-result.ts';
import { parseMarkup } from '../../test/support/parse-markup.ts';
import type { Experiment } from '../result/experiment.ts';
import { reportHtml } from './report-html.ts';
import { reportText } from './report-text.ts';

const TIMES = { auto: 10, 'fixed-1': 30, 'fixed-2': 15, 'fixed-30': 18, pool: 16, yardstick: 2 };
const HOSTILE = `<script>alert(1)</script>"'&<img src=x onerror=y>`;

function traced(experiment: Experiment): Experiment {
  const memory = [
    [0, 1e8],
    [5, 9e8],
    [10, 2e8],
  ] as const;
  const tasks = [
    { worker: 1, start: 0, loaded: 2, end: 6 },
    { worker: 2, start: 1, loaded: null, end: 9 },
  ];
  const cases = experiment.cases.map((result) => ({
    ...result,
    runs: result.runs.map((run) => (run.repeat === 0 ? { ...run, trace: { memory, tasks } } : run)),
  }));
  return { ...experiment, cases };
}

describe('the report', () => {
  const experiment = traced(madeUpExperiment({ times: TIMES }));
  const page = reportHtml(experiment, ['An explanation.']);
  const elements = parseMarkup(page);
  const drawings = elements.filter(({ name }) => name === 'svg').map(({ attributes }) => attributes);

  it('draws times, the sweep, memory and timelines of each case', () => {
    expect(drawings).toHaveLength(2 * 5);
    for (const title of ['makespan by contender', 'fixed number of workers', 'Memory of all', 'Timeline']) {
      expect(drawings.some((attributes) => attributes.includes(title))).toBe(true);
    }
    const marks = elements.filter(({ name }) => name === 'rect' || name === 'path');
    expect(marks.length).toBeGreaterThan(60);
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('fetches nothing and runs nothing', () => {
    const names = new Set(elements.map(({ name }) => name));
    for (const name of ['script', 'img', 'iframe', 'image', 'object']) expect(names).not.toContain(name);
    const asking = elements.filter(({ attributes }) => /\s(?:src|href|on\w+)=/i.test(attributes));
    expect(asking.map(({ attributes }) => attributes)).toEqual([' rel="icon" href="data:,"']);
    expect(page).not.toMatch(/url\(|@import/);
    expect(page).toMatch(/default-src 'none'; style-src 'sha256-[^;]+; img-src data:/);
  });

  it('has a style for print', () => {
    expect(page).toContain('@media print');
  });

  it('is the same whenever it is made', () => {
    expect(reportHtml(experiment, ['An explanation.'])).toBe(page);
  });

  it('shows hostile text as text', () => {
    const hostile = madeUpExperiment({ times: { auto: 1, [HOSTILE]: 2 }, cases: [HOSTILE] });
    const [first] = hostile.cases;
    if (first === undefined) throw new Error('no case');
    const runs = [...first.runs, madeUpRun({ contender: HOSTILE, problem: HOSTILE })];
    const missing = { reason: HOSTILE, install: HOSTILE };
    const contenders = [...first.contenders, { name: HOSTILE, words: HOSTILE, missing }];
    const conditions = [{ condition: HOSTILE, inForce: false, how: HOSTILE }];
    const made = reportHtml(
      {
        ...hostile,
        suite: HOSTILE,
        versions: { [HOSTILE]: HOSTILE },
        cases: [{ ...first, runs, contenders, conditions }],
      },
      [HOSTILE],
    );
    const found = parseMarkup(made);
    expect(found.filter(({ name }) => name === 'script' || name === 'img')).toEqual([]);
    expect(made).not.toContain('<script');
    expect(found.some(({ name }) => name === 'section')).toBe(true);
  });

  it('shows conditions that are not in force and missing contenders, on the page and in the terminal', () => {
    const [first] = experiment.cases;
    if (first === undefined) throw new Error('no case');
    const conditions = [{ condition: 'storage limited', inForce: false, how: 'no control groups' }];
    const missing = { reason: 'GNU parallel is not installed', install: 'apt-get install parallel' };
    const contenders = [...first.contenders, { name: 'parallel-cores', words: '', missing }];
    const changed = { ...experiment, cases: [{ ...first, conditions, contenders }] };
    for (const text of [reportHtml(changed, []), reportText(changed, [])]) {
      expect(text).toContain('storage limited: NOT in force (no control groups)');
      expect(text).toContain('parallel-cores did not take part: GNU parallel is not installed');
      expect(text).toContain('apt-get install parallel');
    }
  });

  it('says when the contenders did not give the same numbers', () => {
    const [first] = experiment.cases;
    if (first === undefined) throw new Error('no case');
    const runs = first.runs.map((run) => (run.contender === 'pool' ? { ...run, cells: 'other' } : run));
    expect(reportText({ ...experiment, cases: [{ ...first, runs }] }, [])).toMatch(
      /did not give the same numbers: .*against pool/,
    );
  });

  it('warns of planted times', () => {
    expect(reportHtml({ ...experiment, planted: { auto: 1.2 } }, [])).toContain('This is not a measurement');
  });

  it('shows a case in which no run succeeded', () => {
    const failed = experiment.cases.map((result) => ({
      ...result,
      runs: result.runs.map((run) => ({ ...run, problem: 'lost', makespan: null, trace: null })),
    }));
    const made = reportHtml({ ...experiment, cases: failed }, []);
    expect(parseMarkup(made).length).toBeGreaterThan(50);
    expect(made).not.toMatch(/NaN|Infinity/);
  });
});
