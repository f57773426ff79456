export { type ChannelSamples, type FileSamples, readOutb } from './read-outb.ts';
export { type OpenFastReader, openfast } from './reader.ts';
