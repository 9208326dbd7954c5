/** What a web page that came instead of a document is, as far as its beginning tells. */
export type PageKind = 'login' | 'portal' | 'error' | 'page';

export interface PageSeen {
  /** The beginning of the page, HTML. */
  readonly text: string;
  /** Of its `<title>`; empty without one. */
  readonly title: string;
}

type Rule = readonly [kind: PageKind, holds: (page: PageSeen) => boolean];

/** Names of boxes that answer in place of the server, and what their pages say. */
const networkWords =
  /captive[ -]?portal|hot ?spot|guest (?:network|wi-?fi|access)|accept (?:the )?(?:terms|conditions)|walled garden|fgtauth|fortiguard|fortigate|zscaler|blue ?coat|forcepoint|websense|palo alto networks|umbrella|barracuda|sophos|sonicwall|check ?point usercheck|mcafee web gateway|skyhigh|iboss|squid\/|generated .{0,80}\(squid|web ?filter|content filter|(?:web ?site|web ?page|url|access|site|page|category)(?: has been| is| was)? (?:blocked|denied|restricted) (?:by|due to|because|in accordance)|blocked by (?:your|the) (?:administrator|organi[sz]ation|company|network|policy)|internet usage policy|the requested url could not be retrieved|warning\.or\.kr|유해\s?정보|차단된?\s?(?:사이트|페이지)|접속이?\s?차단/i;

const password = /<input\b[^>]{0,500}\btype\s*=\s*["']?password/i;
const loginTitle = /\b(?:log|sign)[ -]?[io]n\b|\bsingle sign-?on\b|\bsso\b|로그인|ログイン|anmeld(?:en|ung)|connexion/i;
const form = /<form\b|<input\b|<script\b/i;

const errorTitle =
  /\b[45]\d\d\b|error|exception|unavailable|maintenance|went wrong|not found|forbidden|bad gateway|time-?d? ?out|under construction|오류|점검|서비스 중지|찾을 수 없/i;
const headline = /<h[12]\b[^>]*>((?:(?!<\/h)[\s\S]){0,300})/i;
const errorText =
  /an? (?:unexpected |internal |server |application )*error (?:has )?occur|something went wrong|traceback \(most recent|stack trace|unhandled exception|at [\w.$]+\([\w]+\.java:\d+\)|\bORA-\d{5}\b|SQLSTATE/i;

/** First match wins: a portal may ask for a password too, and an error page may offer to sign in. */
const rules: readonly Rule[] = [
  ['portal', ({ text }) => networkWords.test(text)],
  ['login', ({ text }) => password.test(text)],
  ['login', ({ title, text }) => loginTitle.test(title) && form.test(text)],
  ['error', ({ title }) => errorTitle.test(title)],
  ['error', ({ text }) => errorTitle.test(headline.exec(text)?.[1] ?? '')],
  ['error', ({ text }) => errorText.test(text)],
];

/** Tells a log-in page, the page of a network or filter, and an error page from any other. */
export function pageKind(page: PageSeen): PageKind {
  return rules.find(([, holds]) => holds(page))?.[0] ?? 'page';
}
