import { createHash } from 'node:crypto';
import { comparisonCells } from './dist/index.js';

const h = createHash('sha256');
let n = 0;
const t = Date.now();
for (const c of comparisonCells({
  storages: ['nvme', 'hdd', 'nas'],
  machines: ['8c32g'],
  kinds: ['mixed', 'large', 'bimodal'],
  growths: ['while-loading', 'after-loading'],
  priors: [0.3, 3],
  seeds: [1],
  policies: ['adaptive', 'fixed 30', 'oppnda', 'best fixed'],
})) {
  h.update(JSON.stringify(c));
  n++;
}
console.log(n, h.digest('hex'), Date.now() - t);
