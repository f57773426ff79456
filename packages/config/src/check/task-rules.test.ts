import { describe, expect, it } from 'vitest';
import { effectiveYaml } from '../convert/effective-yaml.ts';
import { type ParseResult, parseBatch } from '../parse-batch.ts';

function parse(text: string): ParseResult {
  return parseBatch({ text: `version: 1\nbatch: a\noutput: out\n${text}`, source: 'b' });
}

function batchOf(text: string): Extract<ParseResult, { ok: true }>['batch'] {
  const result = parse(text);
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join('\n'));
  return result.batch;
}

const messages = (text: string): string[] => {
  const result = parse(text);
  return result.ok ? [] : result.issues.map(({ message }) => message);
};

const INPUTS = 'inputs: { directory: sims, include: ["*.dat"] }';

describe('a batch file with a task', () => {
  it('needs neither reader nor tables', () => {
    const batch = batchOf(`${INPUTS}\ntask: { command: [python3, proc.py, "{input}"] }`);
    expect(batch.reader).toBe('own-task');
    expect(batch.task?.run).toEqual({ kind: 'command', command: ['python3', 'proc.py', '{input}'] });
    expect(batch.tables.map(({ name, layout }) => [name, layout])).toEqual([['tasks', 'task']]);
  });

  it('reads back as the same batch from its effective form', () => {
    const texts = [
      `${INPUTS}\ntask: { command: [a, "{input}"], timeout: 5x, retries: { "75": 2 }, depends: [x.json], collect: a.csv }`,
      `${INPUTS}\ntask: { python: "proc:run", threads: 4, shared: { memory: 2GiB }, environment: [HOME] }`,
      'task: { node: "p.mjs#run", rows: [{ a: 1, b: x, c: null, d: true }], features: { a: "{a}" } }',
      `${INPUTS}\ntask: { command: [a], timeout: 20min, needs: { matlab: 1 } }\nresources: { tokens: { matlab: 3 } }`,
      `${INPUTS}\ntask: { command: [a] }\nformats: [xlsx]\ntables: [{ name: mine, layout: wide, columns: [], style: { foot: [mean] } }]`,
    ];
    for (const text of texts) {
      const batch = batchOf(text);
      const again = parseBatch({ text: effectiveYaml(batch), source: 'b' });
      expect(again).toEqual({ ok: true, source: 'b', batch, warnings: [] });
    }
  });

  it('sets the threads and the time limit of its resources', () => {
    const { resources, task } = batchOf(`${INPUTS}\ntask: { command: [a], threads: 3, timeout: 20min }`);
    expect([resources.nativeThreads, resources.timeout, task?.timeoutFactor]).toEqual([3, 1_200_000, null]);
    expect(batchOf(`${INPUTS}\ntask: { command: [a], timeout: 2.5x }`).task?.timeoutFactor).toBe(2.5);
  });

  it('needs no inputs if it has rows', () => {
    expect(batchOf('task: { command: [a, "{x}"], rows: params.csv }').task?.rows).toBe('params.csv');
    expect(messages('task: { command: [a] }')).not.toEqual([]);
  });

  it('says exactly once what runs', () => {
    const words = 'exactly one of command, python and node';
    expect(messages(`${INPUTS}\ntask: { threads: 2 }`).join()).toContain(words);
    expect(messages(`${INPUTS}\ntask: { command: [a], python: "p:f" }`).join()).toContain(words);
  });

  it('cannot need tokens that there are not', () => {
    const task = 'task: { command: [a], needs: { matlab: 4 } }';
    expect(messages(`${INPUTS}\n${task}`).join()).toContain('a token of resources.tokens');
    expect(messages(`${INPUTS}\n${task}\nresources: { tokens: { matlab: 3 } }`).join()).toContain(
      'at most 3',
    );
    expect(messages(`${INPUTS}\ntask: { command: [a] }\nresources: { tokens: { matlab: 3 } }`)).toEqual([]);
  });

  it('has a table without columns of its own', () => {
    const tables = 'tables: [{ name: t, layout: wide, columns: [x] }]';
    expect(messages(`${INPUTS}\ntask: { command: [a] }\n${tables}`).join()).toContain(
      'no columns with `task`',
    );
  });
});
