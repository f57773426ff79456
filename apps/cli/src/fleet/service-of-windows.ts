import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SERVER_FILES, withAbsoluteFiles } from '@ballast/fleet-nats/setup';
import { SERVER } from './require-served.ts';

const CONFIGURATION = 'service.conf';

/**
 * The command that makes the server a service of Windows, in lines. A service is not started in a folder, so it has a
 * configuration of its own, made from the other one.
 */
export function serviceOfWindows(
  place: string,
  searched: string = process.env.PATH ?? '',
): readonly string[] {
  const configuration = path.join(place, CONFIGURATION);
  const text = readFileSync(path.join(place, SERVER_FILES.configuration), 'utf8');
  writeFileSync(
    configuration,
    withAbsoluteFiles(text, (name) => path.join(place, name)),
  );
  return [
    'to let Windows start the server, end this one and type as an administrator:',
    `  ${serviceCommand(programOn(searched), configuration)}`,
    '  sc.exe start ballast-fleet',
  ];
}

/** `sc.exe` wants a space after each `=`, and quotes inside the one value that has two paths. */
export function serviceCommand(program: string, configuration: string): string {
  return `sc.exe create ballast-fleet start= auto binPath= "\\"${program}\\" -c \\"${configuration}\\""`;
}

function programOn(searched: string): string {
  const found = searched
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => path.join(folder, `${SERVER}.exe`))
    .find((file) => existsSync(file));
  return found ?? `${SERVER}.exe`;
}
