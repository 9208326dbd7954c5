import { fail } from './conditions.ts';
import { quote } from '../base/text.ts';

/** RFC 9110 §5.6.2. */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,256}$/;

/** Whether the text can be the name of a header. */
export function isHeaderName(name: string): boolean {
  return token.test(name);
}

/** Where the first character stands that may not be in a header's value (0-based); -1 where all is printable ASCII. */
export function badHeaderCharacter(value: string): number {
  return value.search(/[^\u0020-\u007e\t]/);
}

/**
 * Passes a header that can be sent (RFC 9110 §5.5, narrowed to printable ASCII: bytes above it mean something else to
 * every server). The value is secret: the failure tells only the place.
 * @throws Failure `config/header-chars`.
 */
export function checkHeader(name: string, value: string): void {
  if (!isHeaderName(name))
    throw fail('config/header-chars', `header name ${quote(name)} is no HTTP token`, { evidence: { name } });
  const position = badHeaderCharacter(value);
  if (position < 0) return;
  throw fail(
    'config/header-chars',
    `header ${quote(name)} has a character that HTTP forbids at position ${position + 1}`,
    {
      evidence: { name, position: position + 1 },
    },
  );
}
