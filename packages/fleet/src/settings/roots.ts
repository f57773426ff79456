import { realpathSync } from 'node:fs';
import path from 'node:path';
import { FaultError } from '@ballast/resource-model';
import type { PlaceInRoot } from '../records/batch-record.ts';
import { isInside } from '../records/names.ts';
import type { FleetSettings } from './fleet-file.ts';

type Roots = Pick<FleetSettings, 'roots' | 'path'>;

/**
 * A folder of this machine as a place that every node has: below the longest root that holds it. Faults: ROOT_UNKNOWN, and
 * FLEET_NAME for a name that another system would take for something else.
 */
export function placeOf(folder: string, { roots, path: file }: Roots): PlaceInRoot {
  const real = realOf(folder);
  const below = [...roots].flatMap(([root, at]) => {
    const relative = path.relative(realOf(at), real);
    const isBelow = relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
    return isBelow ? [{ root, path: relative.split(path.sep).join('/') }] : [];
  });
  const [best] = below.sort((a, b) => a.path.length - b.path.length);
  if (best === undefined) {
    throw new FaultError({
      code: 'ROOT_UNKNOWN',
      message: `${folder} is in none of the roots that ${file} names (${[...roots.keys()].join(', ') || 'it names none'})`,
      hint: 'add the folder that all nodes share to `roots`, under the same name on each of them',
      details: { path: folder },
    });
  }
  if (best.path !== '' && !isInside(best.path)) throw notPortable(folder);
  return best;
}

/** The folder of this machine for a place. Faults: ROOT_UNKNOWN, ROOT_MISSING, ROOT_LEFT if a link leads out of the root. */
export function folderOf({ root, path: below }: PlaceInRoot, { roots, path: file }: Roots): string {
  const at = roots.get(root);
  if (at === undefined) {
    throw new FaultError({
      code: 'ROOT_UNKNOWN',
      message: `the batch is in the root \`${root}\`, which ${file} does not name`,
      hint: `add \`${root}\` to \`roots\`, with the path that its folder has on this machine`,
      details: { root },
    });
  }
  if (below !== '' && !isInside(below)) throw notPortable(below);
  const folder = path.join(at, ...below.split('/'));
  const [real, realRoot] = [existing(folder), existing(at)];
  const relative = path.relative(realRoot, real);
  if (relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) {
    throw new FaultError({
      code: 'ROOT_LEFT',
      message: `${folder} is a link that leads out of the root \`${root}\``,
      hint: 'replace the link by the folder itself',
      details: { path: folder, root },
    });
  }
  return folder;
}

function notPortable(name: string): FaultError {
  return new FaultError({
    code: 'FLEET_NAME',
    message: `${name} has a name that not every system can have`,
    hint: 'rename it: no `: * ? < > | "`, no backslash, no space or dot at the end',
    details: { path: name },
  });
}

function existing(folder: string): string {
  try {
    return realpathSync(folder);
  } catch (cause) {
    throw new FaultError({
      code: 'ROOT_MISSING',
      message: `${folder} cannot be found: ${(cause as Error).message}`,
      hint: 'check that the share is mounted, and that `roots` names its path on this machine',
      details: { path: folder },
      cause,
    });
  }
}

/** Works for a folder that does not exist yet: follows links in the part that does. */
function realOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    const parent = path.dirname(folder);
    return parent === folder ? folder : path.join(realOf(parent), path.basename(folder));
  }
}
