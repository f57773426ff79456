import { execFile } from 'node:child_process';

export interface Finished {
  /** Exit code; -1 if the process could not be started or was killed. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program with an argument array, without a shell, and waits for it. The buffer is large: tools print reports of many megabytes. */
export function run(program: string, args: readonly string[], cwd: string): Promise<Finished> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd, maxBuffer: 2 ** 28, encoding: 'utf8' }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr: stderr === '' && code === -1 ? String(error) : stderr });
    });
  });
}
