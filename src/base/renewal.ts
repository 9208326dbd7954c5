/**
 * Milliseconds before the end of a certificate from which somebody is told that it has not been renewed. Who renews one
 * of a short life does so at a third of it (RFC 9773 and the ACME clients before it), so a sixth is late; of a long life
 * it is `most`. `life` is `null` where nothing renews it by itself.
 */
export function renewalLate(most: number, life: number | null): number {
  return life === null ? most : Math.min(most, Math.max(0, life) / 6);
}
