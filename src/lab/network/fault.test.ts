import { expect, it } from 'vitest';
import { linesOf } from './fault.ts';
import { networkFaults } from './faults.ts';

it('every fault has a port of its own, so that they can share a network', () => {
  expect(new Set(networkFaults.map(({ port }) => port)).size).toBe(networkFaults.length);
  expect(new Set(networkFaults.map(({ id }) => id)).size).toBe(networkFaults.length);
});
it('names none but addresses and names that belong to documentation', () => {
  const text = JSON.stringify(networkFaults);
  for (const [address] of text.matchAll(/\b\d+\.\d+\.\d+\.\d+\b/g))
    expect(address).toMatch(/^(?:192\.0\.2|198\.51\.100|203\.0\.113)\./);
  for (const { host = '' } of networkFaults) expect(host).toMatch(/^$|^[\d.]+$|\.practice\.example$/);
});
it('writes one packet filter a side', () => {
  const { near, far } = linesOf(
    networkFaults.filter(({ id }) => /^net-(?:egress-dropped|slow|route-prohibit)$/.test(id)),
  );
  expect(near).toEqual([
    "nft -f - <<'END'\ntable inet lab {\nchain output {\ntype filter hook output priority 0;\ntcp dport 4405 drop\n}\n}\nEND",
    'ip route add prohibit 192.0.2.2/32',
  ]);
  expect(far).toHaveLength(1);
  expect(far[0]).toMatch(/^nft -f - <<'END'\ntable inet lab \{\nset seen4431 [^]*chain input \{/);
});
