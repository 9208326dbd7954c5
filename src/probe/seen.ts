import type { Code } from '../base/failure.ts';
import type { TaxiiMessage } from '../taxii/message.ts';
import type { CertificateFacts } from '../net/certificate.ts';

/** How a bare connection ended. `null` in place of it: not asked, for the budget was used up or nothing was there to ask. */
export type Knock = 'open' | 'refused' | 'silent' | 'unreachable' | 'reset' | 'forbidden' | 'failed';

/** What the neighbour table of this host says of an address; `absent` for whatever is not on the local network. */
export type Neighbour = 'incomplete' | 'reachable' | 'absent';

/** How a TLS greeting was answered. */
export interface Greeting {
  readonly answer: 'agreed' | 'alert' | 'not-tls' | 'cut' | 'silent' | 'no-connection';
  readonly alert: number | null;
  /** `TLSv1.1`, where it was agreed. */
  readonly version: string | null;
  readonly cipher: string | null;
  /** The server asked for a client certificate, as far as that could be seen. */
  readonly asked: boolean;
  readonly leaf: CertificateFacts | null;
}

/** How the port answered a plain HTTP request. */
export type PlainAnswer = 'http' | 'tls' | 'other' | 'closed' | 'silent';

/** A certificate that the server sent, and whether the next one up issued it. */
export interface SentCertificate extends CertificateFacts {
  readonly selfSigned: boolean;
  /** It may issue others. */
  readonly authority: boolean;
  readonly pem: string;
  /** Where it says that its issuer can be fetched. */
  readonly issuerAt: string | null;
}

/** The chain as it was sent, leaf first, and where it ends. */
export interface Chain {
  /** `sent`: every certificate that crossed the wire. `verified`: TLS 1.3 hid them, so it is what could be linked. */
  readonly view: 'sent' | 'verified';
  readonly path: readonly SentCertificate[];
  /** Sent too, but not above the leaf. */
  readonly strangers: readonly string[];
  /** A certificate of the right name was sent above the path's end, but its key did not sign it. */
  readonly badSignature: boolean;
  /** The root above the path's end, or that end itself, as found in a list of authorities. */
  readonly root: { readonly trustedHere: boolean; readonly validTo: number; readonly subject: string } | null;
}

/** An HTTP exchange as far as a decision needs it. */
export interface Heard {
  /** `null` where no head came. */
  readonly status: number | null;
  /** The condition it amounts to; `null` for a success. */
  readonly code: Code | null;
  readonly contentType: string | null;
  readonly challenge: readonly string[];
  /** The server's clock, milliseconds since 1970. */
  readonly date: number | null;
  /** How the body begins, at most 1 MiB. */
  readonly text: string;
}

/** A TAXII 1.x exchange. */
export interface TaxiiHeard extends Heard {
  /** `null` where the answer is none, or too long to be read to its end. */
  readonly message: TaxiiMessage | null;
  /** Name of the message's root element, where it was too long to be read. */
  readonly root: string | null;
}
