import type { SourceSettings } from './source.ts';

/** How settings become text for a store and back; secrets are inside, so the text never leaves the store. */
export interface SettingsCodec {
  encode(settings: SourceSettings): string;
  /** @throws Failure `config/*` when the text is not what `encode` wrote. */
  decode(text: string): SourceSettings;
}
