export { makePrivateFolder } from '../platform/private-folder.ts';
export { isNewEnough } from '../server/version.ts';
export { SERVER_FILES, withAbsoluteFiles } from './configuration.ts';
export {
  addedNode,
  type FleetFile,
  FOLDERS,
  fleetFiles,
  MACHINE_FILES,
  type NewFleet,
  nodeFolder,
} from './fleet-files.ts';
