// Loads argv[3] with the library argv[2] and, if requested, reads one series: a separate process that may crash.
import { OrcaFlexModel } from '../dist/index.js';

const [, , library, path, wanted] = process.argv;
const model = await OrcaFlexModel.load(path, { library });
process.stdout.write('loaded');
if (wanted === 'history') model.timeHistories([{ object: 'Vessel1', variable: 'X' }]);
