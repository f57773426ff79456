import { connect, createServer, type Server, type Socket } from 'node:net';
import { unusedPort } from '@ballast/fleet-nats/testing';

/** Between one machine and the server: it can cut that machine off, at what it is just about to write. */
export interface Gate extends AsyncDisposable {
  readonly url: string;
  /** Resolves when the machine writes this text, which does not arrive: from then on nothing passes. */
  closeAt(text: string): Promise<void>;
  open(): void;
}

export async function gateTo(server: string): Promise<Gate> {
  const { hostname, port: target } = new URL(server);
  const port = await unusedPort();
  const sockets = new Set<Socket>();
  let isOpen = true;
  let awaited: { readonly text: string; readonly reached: () => void } | null = null;
  const close = (): void => {
    isOpen = false;
    for (const socket of sockets) socket.destroy();
  };
  const listener = createServer((client) => {
    const beyond = connect(Number(target), hostname);
    for (const socket of [client, beyond]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        beyond.destroy();
      });
    }
    if (!isOpen) return void client.destroy();
    let before = '';
    client.on('data', (bytes) => {
      const text = bytes.toString('latin1');
      if (awaited !== null && (before + text).includes(awaited.text)) {
        close();
        awaited.reached();
        awaited = null;
      } else if (isOpen) beyond.write(bytes);
      before = text;
    });
    beyond.on('data', (bytes) => client.write(bytes));
  });
  await listening(listener, port);
  return {
    url: `nats://127.0.0.1:${port}`,
    closeAt: (text) =>
      new Promise((reached) => {
        awaited = { text, reached };
      }),
    open: () => {
      isOpen = true;
    },
    [Symbol.asyncDispose]: async () => {
      close();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

function listening(listener: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, '127.0.0.1', resolve);
  });
}
