import { forTerminal } from '@ballast/text';

/** For the user to know, but not an error. */
export function remark(lines: readonly string[], { quiet }: { readonly quiet: boolean }): void {
  if (!quiet) print(lines.map(forTerminal), process.stderr);
}

/** Lines as they are. */
export function print(lines: readonly string[], out: NodeJS.WriteStream): void {
  for (const line of lines) out.write(`${line}\n`);
}
