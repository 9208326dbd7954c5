import { getCACertificates } from 'node:tls';

/** Whom this node trusts. */
export interface NodeTrust {
  /** The lists of the system and of the program count. */
  readonly system: boolean;
  /** Authorities of the node's own, PEM, one certificate each; empty where that list is switched off. */
  readonly own: readonly string[];
}

const usual: NodeTrust = { system: true, own: [] };

let provided = (): NodeTrust => usual;

/**
 * Sets whom this process trusts, once, where it is put together; asked anew for each connection that trusts the
 * system. It belongs to the process as the system's list does: every connection goes by it, whoever makes it.
 */
export function trustBy(provider: () => NodeTrust): void {
  provided = provider;
}

/** The authorities that count where the system's do, PEM. @throws what the provider throws. */
export function nodeAuthorities(): readonly string[] {
  const { system, own } = provided();
  const lists = system ? [...getCACertificates('default'), ...getCACertificates('system')] : [];
  return [...new Set([...lists, ...own])];
}
