/** An out parameter for one 32-bit number. */
export function outInt(): Int32Array<ArrayBuffer> {
  return new Int32Array(1);
}

/** An out parameter for one double. */
export function outDouble(): Float64Array<ArrayBuffer> {
  return new Float64Array(1);
}

/** An out parameter for one handle. */
export function outHandle(): BigUint64Array<ArrayBuffer> {
  return new BigUint64Array(1);
}
