/** How readers make kernels of their own: an assembler for WebAssembly, and what starts its modules. */
export { instantiate } from './kernels/instantiate.ts';
export * from './kernels/wasm-integers.ts';
export * from './kernels/wasm-module.ts';
