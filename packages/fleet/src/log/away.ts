import { isFault } from '@ballast/resource-model';

const AWAY: ReadonlySet<string> = new Set(['FLEET_SERVER_LOST', 'FLEET_SERVER_UNREACHABLE']);

/** Whether the server does not answer: it may be back in a moment. */
export const isAway = (error: unknown): boolean => isFault(error) && AWAY.has(error.code);
