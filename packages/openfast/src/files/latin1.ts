/**
 * OpenFAST on Windows writes one byte per character (`kN·m` has byte 0xB7), and decoding that as UTF-8 would destroy
 * such units. Windows-1252 agrees with Latin-1 on all printable characters and defines the rest.
 */
const DECODER = new TextDecoder('windows-1252');

export function decodeLatin1(bytes: Uint8Array): string {
  return DECODER.decode(bytes);
}
