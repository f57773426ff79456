/** The least a tinypool task can do. */
export default function noop(): null {
  return null;
}
