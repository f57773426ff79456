import { FaultError } from '@ballast/resource-model';
import { JetStreamApiError } from '@nats-io/jetstream';

const NOT_FOUND = 10_059;

/** Whether the server answered that it has no such log: any other error says nothing about that. */
export const isMissing = (error: unknown): error is JetStreamApiError =>
  error instanceof JetStreamApiError && error.code === NOT_FOUND;

/** Passes on what the server answers; fault FLEET_SERVER_LOST if it does not answer, or refuses. */
export async function asked<T>(server: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof FaultError) throw cause;
    throw lost(server, cause as Error);
  }
}

function lost(server: string, cause: Error): FaultError {
  return new FaultError({
    code: 'FLEET_SERVER_LOST',
    message: `the server ${server} did not do what it was asked: ${cause.message}`,
    hint: 'check that it runs with JetStream and the configuration of `ballast fleet init`, and that this key may do that (only a coordinator changes batches)',
    details: { server },
    cause,
  });
}
