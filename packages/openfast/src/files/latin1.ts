/**
 * OpenFAST runs on Windows write one byte a character (`kN·m` has byte 0xB7), and UTF-8 decoding would
 * destroy such units; windows-1252 agrees with Latin-1 on all printable characters and defines the rest.
 */
const DECODER = new TextDecoder('windows-1252');

export function decodeLatin1(bytes: Uint8Array): string {
  return DECODER.decode(bytes);
}
