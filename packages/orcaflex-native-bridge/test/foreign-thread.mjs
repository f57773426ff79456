// Runs in a worker thread and reads the state of a model that another thread created.
import { parentPort, workerData } from 'node:worker_threads';
import { modelState } from '../dist/abi/functions/model-calls.js';
import { NativeLibrary } from '../dist/abi/native-library.js';

try {
  modelState(NativeLibrary.open(workerData.library), workerData.model);
  parentPort.postMessage('no fault');
} catch (error) {
  parentPort.postMessage(`${error.name} ${error.code} ${error.message}`);
}
