import { spawn } from 'node:child_process';
import { SERVER_FILES } from '@ballast/fleet-nats/setup';
import { FaultError } from '@ballast/resource-model';
import { listenForSignals } from '../platform/signals.ts';
import { SERVER } from './require-served.ts';

/** Runs the server in its folder until a signal asks it to end. Fault FLEET_SERVER_ENDED if it ends by itself. */
export async function runServer(place: string): Promise<void> {
  const server = spawn(SERVER, ['-c', SERVER_FILES.configuration], {
    cwd: place,
    shell: false,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let isAsked = false;
  const stopListening = listenForSignals((signal) => {
    isAsked = true;
    server.kill(signal === 'SIGINT' ? signal : 'SIGTERM');
  });
  try {
    const why = await new Promise<string>((resolve, reject) => {
      server.once('error', reject);
      server.once('close', (code, signal) =>
        resolve(code === null ? `by ${signal}` : `with exit code ${code}`),
      );
    });
    if (!isAsked) throw ended(why);
  } finally {
    stopListening();
  }
}

function ended(why: string): FaultError {
  return new FaultError({
    code: 'FLEET_SERVER_ENDED',
    message: `the server ended ${why}; its own messages are above`,
    hint: 'check that no other server uses the same port and folder',
  });
}
