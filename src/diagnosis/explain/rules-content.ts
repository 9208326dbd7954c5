import { anyOf, certain, likely, oneOf, type Rule } from './verdict.ts';

/** What the service itself says when it does not even ask. */
export const gateRules: readonly Rule[] = [
  [
    /either disabled or there is no valid feature key|no valid feature key/i,
    anyOf('gate/disabled', 'gate/key-missing', 'gate/key-expired', 'gate/terms-not-accepted'),
  ],
  [/feature key .{0,40}expired/i, certain('gate/key-expired')],
  [/currently in a polling state/i, certain('gate/poll-running')],
  [/source .{0,80}is suspended|polling is suspended/i, certain('gate/source-suspended')],
];

/** Settings that the reference product found wrong, and what it says of credentials in words alone. */
export const settingRules: readonly Rule[] = [
  [/invalid collection name/i, certain('taxii/collection-not-found')],
  [/invalid url or port/i, anyOf('config/url-bad', 'http/404', 'tcp/refused')],
  [/invalid (?:credentials|username|user name)|authentication fail/i, likely('http/401', 'http/401-no-credentials')],
  [
    /invalidschema|missingschema|invalidurl|no connection adapters|failed to parse|invalid url/i,
    certain('config/url-bad'),
  ],
];

/** What XML readers say of documents (libxml2 and expat). */
export const contentRules: readonly Rule[] = [
  [/no element found ?\(?:? ?\(?line (?:0|1, column 0)\b/i, certain('body/empty')],
  [/document is empty/i, certain('body/empty')],
  [/premature end of data|no element found|unclosed token|unexpected end of/i, certain('xml/truncated')],
  [/start tag expected/i, oneOf('body/not-xml', 'body/json', 'body/compressed')],
  [
    /attvalue|invalid element name|opening and ending tag mismatch|mismatched tag/i,
    anyOf('xml/malformed', 'body/html-page'),
  ],
  [/extra content at the end|junk after document/i, certain('xml/malformed')],
  [/entity .{0,80}not defined|undefined entity/i, likely('xml/forbidden-entity', 'body/html-page')],
  [/doctype|\bdtd\b/i, likely('xml/forbidden-dtd', 'body/html-page')],
  [/huge text node|excessive depth|xml_parse_huge/i, certain('xml/forbidden-token')],
  [/invalid char value|not well.formed|invalid token|pcdata/i, certain('xml/malformed')],
  [/xml pari?sing error|xmlsyntaxerror/i, anyOf('xml/malformed', 'xml/truncated', 'body/html-page')],
  [
    /invalid response received|unexpected content.type|text\/html/i,
    oneOf('body/html-page', 'body/html-login', 'body/html-portal'),
  ],
];

/** Status messages of TAXII 1.x whose words say more than their type. */
export const taxiiWordRules: readonly Rule[] = [
  [/subscription[ _]?id is required|subscription .{0,20}required/i, certain('taxii/subscription-needed')],
  [/not_found ?:.{0,60}subscription/i, certain('taxii/subscription-unknown')],
  [/collection is not available/i, certain('taxii/collection-unavailable')],
  [
    /not_found ?:.{0,60}(?:collection|feed)|requested collection (?:was not|could not be) found/i,
    certain('taxii/collection-not-found'),
  ],
  [/not supported by this service|not supported by .{0,40}service/i, certain('taxii/wrong-service')],
  [/allow_asynch/i, certain('taxii/async-refused')],
  [/failure ?:.{0,80}header|header .{0,60}was not (?:specified|recognized)/i, certain('taxii/headers')],
  [/(?:failure|bad_message) ?:.{0,80}(?:timestamp|time range|date range|later than)/i, certain('taxii/window')],
];

/** Status messages by their type; a type stands in capitals, as the reference product prints it. */
export const taxiiTypeRules: readonly Rule[] = [
  [/\bASYNCHRONOUS_POLL_ERROR\b/, certain('taxii/async-error')],
  [/\bBAD_MESSAGE\b/, certain('taxii/bad-message')],
  [/\bDESTINATION_COLLECTION_ERROR\b/, certain('taxii/destination')],
  [/\bINVALID_RESPONSE_PART\b/, certain('taxii/invalid-part')],
  [/\bPOLLING_UNSUPPORTED\b/, certain('taxii/polling-unsupported')],
  [/\bUNSUPPORTED_(?:MESSAGE|PROTOCOL)\b/, certain('taxii/version-unsupported')],
  [/\bUNSUPPORTED_CONTENT\b/, certain('taxii/content-binding')],
  [/\bUNSUPPORTED_QUERY\b/, certain('taxii/query')],
  [/\bUNAUTHORIZED\b/, certain('taxii/unauthorized')],
  [/\bNETWORK_ERROR\b/, certain('taxii/network-error')],
  [/\bNOT_FOUND\b/, likely('taxii/not-found', 'taxii/collection-not-found')],
  [/\bPENDING\b/, certain('taxii/pending')],
  [/\bDENIED\b/, likely('taxii/denied', 'taxii/subscription-needed')],
  [/\bRETRY\b/, certain('taxii/retry')],
  [/\bFAILURE ?:/, certain('taxii/failure')],
];
