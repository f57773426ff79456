import type { ChildProcess } from 'node:child_process';

/** The address of the page that a command prints, with its token. Rejects if the command ends without one. */
export function openedAt(command: ChildProcess): Promise<URL> {
  return new Promise((resolve, reject) => {
    let text = '';
    for (const stream of [command.stdout, command.stderr]) {
      stream?.on('data', (more: Buffer | string) => {
        text += String(more);
        const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(text)?.[0];
        if (found !== undefined) resolve(new URL(found));
      });
    }
    command.once('close', () => reject(new Error(`no address in: ${text}`)));
  });
}
