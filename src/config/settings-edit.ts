import { parseDocument } from 'yaml';
import type { MailFrontKind } from './gateway-settings.ts';

/** What the first run writes: every front on, for this machine alone. */
export const firstSettings = `# Settings of this node. What they mean: feedgate config schema; check them: feedgate config check
# A change is taken over within a second.
gateway:
  # What a front does when nobody can tell: accept, tag (accept with a header) or tempfail.
  failMode: accept
  # Networks whose Received lines are believed, and from which mail goes out.
  trustedNetworks: [127.0.0.0/8, "::1"]
  fronts:
    milter: on # unix:milter.sock in this directory
    policy: on # unix:policy.sock
    socketmap: on # unix:socketmap.sock
    clamd: on # unix:clamd.sock
    dnsbl: on # 127.0.0.1:9653, zones ip., dom. and hash.feedgate.internal
    http: on # 127.0.0.1:9651
`;

/** The text of the file of settings with these settings of a front changed; comments and all else stay as they are. */
export function withFront(
  text: string,
  kind: MailFrontKind,
  changes: Readonly<Record<string, string | number>>,
): string {
  const document = parseDocument(text);
  const path = ['gateway', 'fronts', kind];
  for (let length = 1; length <= path.length; length += 1) {
    const at = path.slice(0, length);
    const value = document.getIn(at);
    // `milter: on` and what is empty becomes a map.
    if (typeof value !== 'object' || value === null) document.setIn(at, document.createNode({}));
  }
  for (const [key, value] of Object.entries(changes)) document.setIn([...path, key], value);
  return document.toString();
}
