import type { Clock } from '../base/clock.ts';
import type { Lease, LeaseStore } from '../store/store.ts';

export interface KeepingLease {
  readonly clock: Clock;
  readonly store: { readonly leases: Pick<LeaseStore, 'renew'> };
  /** How long it lasts without renewal; it is renewed three times as often. */
  readonly ms: number;
  readonly ended: AbortSignal;
}

/** Renews a lease until `ended` aborts; a lost lease shows at the next commit, which is then refused. Never rejects. */
export async function keepLease(
  first: Lease,
  { clock, store, ms, ended }: KeepingLease,
  renewed: (lease: Lease) => void,
): Promise<void> {
  for (let lease = first; ; renewed(lease)) {
    await clock.sleep(ms / 3, ended);
    if (ended.aborted) return;
    try {
      lease = await store.leases.renew(lease, ms, clock.now());
    } catch {
      return;
    }
  }
}
