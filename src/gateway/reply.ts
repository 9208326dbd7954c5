/** What a sender hears whose mail is not taken now. */
export interface Reply {
  readonly code: 451 | 550;
  /** RFC 3463. */
  readonly enhanced: '4.7.1' | '5.7.1';
  readonly text: string;
}

/** The reply of an action (or fail mode); `null` where the mail is taken. It is bland: what is listed is nobody's business outside. */
export function replyOf(action: string, reference: string): Reply | null {
  const ref = `(ref ${reference})`;
  if (action === 'reject')
    return { code: 550, enhanced: '5.7.1', text: `Message refused by threat feed policy ${ref}` };
  if (action === 'tempfail')
    return { code: 451, enhanced: '4.7.1', text: `Message deferred by threat feed policy ${ref}` };
  return null;
}
