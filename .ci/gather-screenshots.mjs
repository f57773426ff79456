// Gathers the screenshots that tests left in their packages in `.ci/artefacts/screenshots`, for people to look at.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const artefacts = path.join(root, '.ci', 'artefacts');
const gathered = path.join(artefacts, 'screenshots');
const found = readdirSync(path.join(root, 'packages')).filter((name) =>
  existsSync(path.join(root, 'packages', name, 'screenshots')),
);

rmSync(gathered, { recursive: true, force: true });
if (!existsSync(artefacts)) mkdirSync(artefacts);
mkdirSync(gathered);
let count = 0;
for (const name of found) {
  const from = path.join(root, 'packages', name, 'screenshots');
  cpSync(from, path.join(gathered, name), { recursive: true });
  count += readdirSync(from).length;
}
console.log(count === 0 ? 'no screenshots: no browser here' : `${count} screenshots in ${gathered}`);
