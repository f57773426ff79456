import { spawn } from 'node:child_process';
import type { Milliseconds } from '@ballast/resource-model';

export interface ChildQuestion {
  /** Path of a CommonJS module. */
  readonly library: string;
  /** Names of the functions to call, without arguments. */
  readonly parts: readonly string[];
  readonly timeout: Milliseconds;
}

// One line of JSON for each part as soon as it is known: a part that hangs does not delay the others.
const PROGRAM = `
const [library, ...parts] = process.argv.slice(1);
const functions = require(library);
const print = (part, value) => new Promise((done) => process.stdout.write(JSON.stringify({ part, value }) + '\\n', done));
const ask = async (part) => print(part, await functions[part]());
// The other end closes when the parent is gone, whatever ended it.
process.stdin.on('end', () => process.exit(1)).on('error', () => process.exit(1)).resume();
Promise.allSettled(parts.map(ask)).then(() => process.exit(0));
`;

/**
 * Calls functions of a library in a child process and returns the answers that arrive in time. Such a library runs tools
 * of the system: it may hang, or crash its process through a stream without an error listener (seen on Windows without
 * PowerShell).
 */
export function askInChild(question: ChildQuestion): Promise<Map<string, unknown>> {
  const { library, parts, timeout } = question;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['-e', PROGRAM, library, ...parts], {
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    let text = '';
    const finish = (): void => {
      clearTimeout(deadline);
      child.stdout.destroy();
      child.kill('SIGKILL');
      resolve(answersOf(text));
    };
    const deadline = setTimeout(finish, timeout);
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    child.stdin.on('error', () => undefined);
    child.stdout.on('error', finish);
    child.on('error', finish);
    child.on('close', finish);
  });
}

function answersOf(text: string): Map<string, unknown> {
  const answers = new Map<string, unknown>();
  // The text after the last newline is a line that the deadline has truncated.
  for (const line of text.split('\n').slice(0, -1)) {
    try {
      const { part, value } = JSON.parse(line) as { part: string; value: unknown };
      if (value !== null && value !== undefined) answers.set(part, value);
    } catch {
      // The library itself printed something.
    }
  }
  return answers;
}
