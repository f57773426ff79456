import { describe, expect, it } from 'vitest';
import { gates } from './planted-gates.ts';
import { CLEAN } from './planted-tree.ts';

/** Put together at run time, so that this file does not contain what the gate looks for. */
const phrase = (...words: string[]): string => words.join(' ');
const HAD = phrase('to', 'be', 'had');

describe('english', () => {
  it.each([
    ['a document', 'docs/a.md', `One\nthat is not ${HAD}.\n`, 2],
    ['a comment', 'packages/openfast/src/a.ts', `/** Not ${HAD}. */\nexport const a = 1;\n`, 1],
    ['a message', 'packages/openfast/src/a.ts', `\nexport const a = 'none ${HAD}';\n`, 2],
    ['a test title', 'packages/openfast/src/a.test.ts', `it('is ${HAD}', () => {});\n`, 1],
    ['a description', 'packages/openfast/package.json', `{ "description": "A file ${HAD}" }\n`, 1],
    ['settings', 'pnpm-workspace.yaml', `# not ${HAD}\n`, 1],
    ['a program in C', 'tools/demo/native/a.c', `/* not ${HAD} */\n`, 1],
  ])('names a phrase in %s', async (_what, file, text, line) => {
    const { held, printed } = await gates({ ...CLEAN, [file]: text }, 'english');
    expect(printed).toContain(`  ${file}:${line}: "${HAD}": write available`);
    expect(held).toBe(false);
  });

  it.each([
    ['a line end of a comment', '/**\n * A seat to\n * be had.\n */\n'],
    ['a joined string', "export const a = 'a seat to ' +\n  'be had';\n"],
  ])('names a phrase across %s', async (_what, text) => {
    const { printed } = await gates({ ...CLEAN, 'packages/openfast/src/a.ts': text }, 'english');
    expect(printed).toContain(`"${HAD}`.slice(0, 3));
    expect(printed).toContain('write available');
  });

  it.each([
    phrase('the', 'batch', 'goes', 'on', 'with', 'the', 'rest'),
    phrase('waits', 'with', 'nothing', 'beside', 'it'),
    phrase('tried', 'so', 'many', 'times'),
    phrase('the', 'error', 'is', 'told', 'later'),
    phrase('null', 'where', 'there', 'is', 'none'),
    phrase('this', 'is', 'no', 'folder'),
  ])('names "%s"', async (text) => {
    expect((await gates({ ...CLEAN, 'docs/a.md': `${text}\n` }, 'english')).held).toBe(false);
  });

  it('accepts similar phrases that are correct', async () => {
    const text = [
      'There is no folder, and it is no longer there.',
      'So many that they do not fit. The folder where it is.',
      'Unless told otherwise, it waits.',
      '',
    ].join('\n');
    expect((await gates({ ...CLEAN, 'docs/a.md': text }, 'english')).held).toBe(true);
  });

  it('accepts phrases in the section that quotes them, and only there', async () => {
    const contributing = `## Plain English\n\nNot "${HAD}".\n\n## Tests\n\nNot ${HAD}.\n`;
    const { printed } = await gates({ ...CLEAN, 'CONTRIBUTING.md': contributing }, 'english');
    expect(printed).toContain(', 1 to correct');
    expect(printed).toContain('CONTRIBUTING.md:7: ');
  });

  it.each([
    [
      'a hint with a capital',
      "{ hint: 'Check the path' }",
      'the hint "Check the path" begins with a capital',
    ],
    [
      'a hint with a full stop',
      "{ hint: a ? 'wait.' : 'check the path' }",
      'the hint "wait." ends with a full stop',
    ],
    ['a constant hint', "0;\nconst PATH_HINT = 'Check it'", 'the hint "Check it" begins with a capital'],
    ['a hint from a function', "0;\nfunction hintFor() { return 'check it.'; }", 'the hint "check it." ends'],
    [
      'a message with a full stop',
      '{ message: `$' + '{a} is gone.` }',
      'the message "{} is gone." ends with a full stop',
    ],
  ])('names %s', async (_what, text, expected) => {
    const files = { 'packages/openfast/src/a.ts': `declare const a: string;\nexport const b = ${text};\n` };
    const { held, printed } = await gates({ ...CLEAN, ...files }, 'english');
    expect(printed).toContain(expected);
    expect(held).toBe(false);
  });

  it('accepts hints that begin with a name, an option or a value', async () => {
    const hints = [
      'OrcaFlex opens it',
      '--fresh starts over',
      'BALLAST_DATA_HOME names it',
      'Windows has it',
    ];
    const text = hints
      .map((hint, i) => `export const a${i} = { hint: '${hint}', message: 'and so on ...' };\n`)
      .join('');
    expect((await gates({ ...CLEAN, 'packages/openfast/src/a.ts': text }, 'english')).held).toBe(true);
  });
});
