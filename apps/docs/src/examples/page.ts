/**
 * What a page asks to be made, written and run. The marks in a page, in the order in which they are carried out:
 *
 * - `<!-- files: TOOL ARGUMENTS -->` makes result files with one of the tools
 * - ```` ```yaml file=ballast.yml ```` writes the block to a file
 * - ```` ```sh run ```` runs each line; `exit=1` is the expected exit code, 0 unless given
 * - ```` ```text output ```` is what these lines print; a line `...` stands for any number of lines
 */
export type Step =
  | { readonly kind: 'files'; readonly line: number; readonly tool: string; readonly args: readonly string[] }
  | { readonly kind: 'write'; readonly line: number; readonly file: string; readonly text: string }
  | {
      readonly kind: 'run';
      readonly line: number;
      readonly commands: readonly string[];
      readonly exit: number;
      readonly output: Output | null;
    };

export interface Output {
  readonly text: string;
  /** 0-based lines of the page that the text takes, the last one excluded. */
  readonly from: number;
  readonly to: number;
}

interface Block {
  readonly line: number;
  readonly info: string;
  readonly lines: readonly string[];
}

export function stepsOf(page: string): readonly Step[] {
  const steps: Step[] = [];
  for (const block of blocksOf(page.split('\n'))) {
    const step = stepOf(block);
    if (step !== null) steps.push(step);
    if (block.info !== 'text output') continue;
    const before = steps.at(-1);
    if (before?.kind !== 'run' || before.output !== null)
      throw new Error(`line ${block.line}: an output needs a block with \`run\` before it`);
    const output = { text: block.lines.join('\n'), from: block.line, to: block.line + block.lines.length };
    steps.splice(-1, 1, { ...before, output });
  }
  return steps;
}

function stepOf({ line, info, lines }: Block): Step | null {
  const words = info.split(' ');
  if (words[0] === 'files:') {
    const [, tool = '', ...args] = words;
    return { kind: 'files', line, tool, args };
  }
  const file = words.find((word) => word.startsWith('file='));
  if (file !== undefined)
    return { kind: 'write', line, file: file.slice('file='.length), text: lines.join('\n') };
  if (!words.includes('run')) return null;
  const exit = Number(words.find((word) => word.startsWith('exit='))?.slice('exit='.length) ?? 0);
  return { kind: 'run', line, commands: lines.filter((one) => one !== ''), exit, output: null };
}

/** Fenced blocks and comments that ask for files; `line` is the 1-based line of the fence. */
function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const comment = /^<!-- (files: .+) -->$/.exec(lines[at] ?? '');
    if (comment?.[1] !== undefined) blocks.push({ line: at + 1, info: comment[1], lines: [] });
    const fence = /^```(.+)$/.exec(lines[at] ?? '');
    if (fence?.[1] === undefined) continue;
    const end = lines.indexOf('```', at + 1);
    if (end < 0) throw new Error(`line ${at + 1}: the block has no end`);
    blocks.push({ line: at + 1, info: fence[1], lines: lines.slice(at + 1, end) });
    at = end;
  }
  return blocks;
}

/** The words of a command line; quotes of either kind keep blanks, and stand for nothing else. */
export function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ''),
  );
}
