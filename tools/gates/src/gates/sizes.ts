import type { Gate, Violation } from '../gate.ts';
import { MAX_LINES, NOTED_LINES } from '../rules.ts';
import { filesBelow } from '../tree/files.ts';

const SOURCE = /\.(?:[cm]?[jt]sx?|c|h|py|sh)$/;

/** A long file usually contains two things that change for different reasons. */
export const sizes: Gate = {
  name: 'sizes',
  inspect: (tree) => {
    const measured = tree.packages
      .flatMap(({ folder }) => filesBelow(tree.root, folder))
      .filter((file) => SOURCE.test(file))
      .map((file) => ({ file, lines: lineCount(tree.text(file)) }));
    return {
      inspected: measured.length,
      unit: 'files',
      violations: measured.filter(({ lines }) => lines > MAX_LINES).map(tooLong),
      notes: measured
        .filter(({ lines }) => lines > NOTED_LINES && lines <= MAX_LINES)
        .map(({ file, lines }) => ({ file, text: `${lines} lines; aim at ${NOTED_LINES}` })),
    };
  },
};

function tooLong({ file, lines }: { readonly file: string; readonly lines: number }): Violation {
  return { file, text: `${lines} lines, over ${MAX_LINES}: split it by what changes together` };
}

function lineCount(text: string): number {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.length - 1 : lines.length;
}
