/** The file of a machine's fleet, if none is named. */
export const FLEET_FILE = 'fleet.yml';
