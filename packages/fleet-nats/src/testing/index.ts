// Servers for tests and measurements.
export { freePort, listening } from './ports.ts';
export { type RawClient, rawClient, strangersSeed } from './raw-client.ts';
export { noServer, type PlainServer, serverIn, type TestServer, testServer } from './test-server.ts';
