import { spawn } from 'node:child_process';
import { openerOf } from '../platform/opener.ts';

/** Opens an address in this user's browser, if there is a screen. Nothing depends on it. */
export function openInBrowser(url: string): void {
  const opener = openerOf();
  if (opener === null) return;
  const child = spawn(opener, [url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
