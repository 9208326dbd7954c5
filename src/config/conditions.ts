import { failing, type Code, type Condition } from '../base/failure.ts';

const atSave = { stage: 'config', fault: 'operator', retry: 'after-change' } as const;

/** Why settings are refused, all found before anything is polled. */
export const configConditions = {
  'config/missing': { ...atSave, title: 'a setting is missing' },
  'config/unknown-field': { ...atSave, title: 'there is no such setting' },
  'config/value-bad': { ...atSave, title: 'a setting has a value that it cannot have' },
  'config/out-of-range': { ...atSave, title: 'a setting is out of its limits' },
  'config/duration-bad': { ...atSave, title: 'a duration cannot be read' },
  'config/cron-bad': { ...atSave, title: 'a cron expression cannot be read' },
  'config/too-many-segments': { ...atSave, title: 'a full poll would have too many segments' },
  'config/name-bad': { ...atSave, title: 'the name of a source has a form that is not allowed' },
  'config/host-bad': { ...atSave, title: 'a host name or address cannot be read' },
  'config/url-bad': { ...atSave, title: 'an address cannot be read' },
  'config/scheme': { ...atSave, title: 'an address is neither http nor https' },
  'config/insecure-option': { ...atSave, title: 'certificate verification cannot be switched off' },
  'config/file-elsewhere': { ...atSave, title: 'a file named in a pasted command has to be given here' },
  'config/header-chars': { ...atSave, title: 'a header has a character that HTTP forbids' },
  'config/proxy-url-bad': { ...atSave, title: 'the address of a proxy cannot be read' },
  'config/proxy-in-use': { ...atSave, title: 'a proxy profile is in use' },
  'config/proxy-unknown': { ...atSave, title: 'there is no such proxy profile' },
  'config/ca-file-unusable': { ...atSave, title: 'a file of certificate authorities holds no usable certificate' },
  'config/ca-only-intermediate': { ...atSave, title: 'a file of certificate authorities lacks the root' },
  'config/client-cert-not-pem': { ...atSave, title: 'a client certificate or its key is not PEM' },
  'config/client-key-passphrase': { ...atSave, title: 'the passphrase of a client key is missing or wrong' },
  'config/client-cert-expired': { ...atSave, title: 'a client certificate has expired' },
  'config/client-p12-bad': { ...atSave, title: 'a PKCS#12 file cannot be read' },
  'config/client-p12-legacy': { ...atSave, title: 'a PKCS#12 file is encrypted in an outdated way' },
  'config/client-p12-incomplete': { ...atSave, title: 'a PKCS#12 file lacks the certificate or its key' },
  'config/client-key-mismatch': { ...atSave, title: 'a client key does not belong to its certificate' },
  'config/secret-unreadable': { ...atSave, title: 'a secret cannot be read from its file' },
  'config/file-bad': { ...atSave, title: 'a file of settings has mistakes' },
  'config/settings-damaged': {
    stage: 'config',
    fault: 'host',
    retry: 'after-change',
    title: 'stored settings cannot be read',
  },
} as const satisfies Record<Code, Condition>;

export type ConfigCode = keyof typeof configConditions;

export const fail = failing(configConditions);
