/** How many listings the segment of a number has: mostly few, some many, now and then more than fits in memory. */
export function segmentSize(number: number): number {
  if (number % 23 === 0) return 25_000;
  return number % 5 === 0 ? 4000 : 60 + (number % 11) * 40;
}
