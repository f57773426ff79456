/** Time since the start, from milliseconds: `1:05`, `2:10:00` from an hour on. */
export function clockText(time: number): string {
  const seconds = Math.round(time / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
