// Servers for tests and measurements.
export { listening, unusedPort } from './ports.ts';
export { type RawClient, rawClient, strangersSeed } from './raw-client.ts';
export { noServer, type PlainServer, serverIn, type TestServer, testServer } from './test-server.ts';
