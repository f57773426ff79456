import { describe, expect, it } from 'vitest';
import { itWritesAnyBatch } from '../../test/any-batch.ts';
import { formatIssues } from '../mistake.ts';
import { parseBatch } from '../parse-batch.ts';
import { effectiveYaml } from './effective-yaml.ts';

describe('effectiveYaml', () => {
  itWritesAnyBatch(120);

  it.each(['fffe', 'ffff'])('escapes U+%s, which YAML does not allow as it is', (code) => {
    const rest = 'reader: openfast\ninputs: { directory: sims }\noutput: out\n';
    const tables = 'tables: [{ name: t, layout: long, columns: [{ variable: "*" }] }]\n';
    const text = `version: 1\nbatch: "a\\u${code}b"\n${rest}${tables}`;
    const read = parseBatch({ source: 'batch.yml', text });
    if (!read.ok) throw new Error(formatIssues(read.issues, read.source));
    const again = parseBatch({ source: 'batch.effective.yml', text: effectiveYaml(read.batch) });
    expect(again).toMatchObject({ ok: true, batch: { name: read.batch.name }, warnings: [] });
  });

  it('writes every default, and the schema comment for editors first', () => {
    const result = parseBatch({
      source: 'batch.yml',
      text: 'version: 1\nbatch: a\nreader: orcaflex\ninputs: { directory: sims }\noutput: out\ntables: [{ name: t, layout: wide, columns: [{ object: Line1, variable: Effective Tension, at: { end: A } }] }]\n',
    });
    expect(result.ok && effectiveYaml(result.batch, '../batch-v1.schema.json')).toBe(
      [
        '# yaml-language-server: $schema=../batch-v1.schema.json',
        'version: 1',
        'batch: a',
        'reader: orcaflex',
        'inputs:',
        '  directory: sims',
        '  include: [ "**/*.sim" ]',
        '  exclude: []',
        'output: out',
        'tablesFolder: null',
        'resources:',
        '  memory: 75%',
        '  memoryFactor: auto',
        '  workers: auto',
        '  loads: auto',
        '  seats: auto',
        '  nativeThreads: 1',
        '  policy: adaptive',
        '  affinity: none',
        '  net: auto',
        '  timeout: 1h',
        '  hungAfter: 2min',
        '  retries: { workerLost: 1, workerLostAlone: 2, outOfMemory: 1, hung: 0, timedOut: 0, unstableInput: 1, unavailableInput: 2min }',
        'orcaflex:',
        '  library: null',
        '  logging: default',
        '  version: null',
        '  licences: { scope: machine, patience: 1h, seats: auto }',
        'tables:',
        '  - name: t',
        '    layout: wide',
        '    style: { fileName: null, leading: null, decimals: null, foot: [], onlyComplete: false, linkedNames: null }',
        '    columns:',
        '      - kind: series',
        '        object: Line1',
        '        variable: Effective Tension',
        '        at: { end: A }',
        '        period: whole',
        '        statistics: [ n, min, tMin, max, tMax, mean, std, std1, rms, skew, kurt ]',
        '        label: null',
        '        transform: null',
        '',
      ].join('\n'),
    );
  });

  it('keeps a hostile schema path on one line', () => {
    const result = parseBatch({
      source: 'batch.yml',
      text: 'version: 1\nbatch: a\nreader: openfast\ninputs: { directory: sims }\noutput: out\ntables: [{ name: t, layout: wide, columns: [{ variable: x }] }]\n',
    });
    const [first, second] = result.ok ? effectiveYaml(result.batch, 'x\nversion: 2').split('\n') : [];
    expect([first, second]).toEqual(['# yaml-language-server: $schema=xversion: 2', 'version: 1']);
  });

  it('omits the comment without a schema', () => {
    const text =
      'version: 1\nbatch: a\nreader: openfast\ninputs: { directory: sims }\noutput: out\ntables: [{ name: t, layout: wide, columns: [{ variable: x }] }]\n';
    const result = parseBatch({ source: 'batch.yml', text });
    expect(result.ok && effectiveYaml(result.batch, null)).toMatch(/^version: 1\n/);
  });
});
