export { makePrivateFolder } from '../platform/private-folder.ts';
export { isNewEnough } from '../server/version.ts';
export { SERVER_FILES, withAbsoluteFiles } from './configuration.ts';
export { type FleetFile, FOLDERS, fleetFiles, type NewFleet } from './fleet-files.ts';
