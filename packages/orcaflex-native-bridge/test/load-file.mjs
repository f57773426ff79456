// Loads argv[3] with the library argv[2] and, when asked for it, one series: a process of its own to crash in.
import { OrcaFlexModel } from '../dist/index.js';

const [, , library, path, wanted] = process.argv;
const model = await OrcaFlexModel.load(path, { library });
process.stdout.write('loaded');
if (wanted === 'history') model.timeHistories([{ object: 'Vessel1', variable: 'X' }]);
