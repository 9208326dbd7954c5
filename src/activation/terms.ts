import { createHash } from 'node:crypto';

/** What is accepted where terms are required. A change of it asks everybody again. */
export const termsText = `External threat feeds: terms of use

1. Feeds belong to those who provide them. What each may be used for stands in its provider's
   terms; whoever adds a source has read and accepted them.
2. A listing is the provider's assertion, not a fact. Mails are stopped only where the operator's
   own policy says so, and the operator answers for that.
3. What feeds must not pass on (TLP and other markings) is passed on to nobody: exports, bundles
   and front ends of this node stay within the circle that the marking allows.
4. The journal of mails holds personal data. How long it is kept, and whether addresses are written
   in clear, is set by the operator according to the law of the place.
`;

/** SHA-256 of the terms, hex. */
export const termsHash = createHash('sha256').update(termsText).digest('hex');
