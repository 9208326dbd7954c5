import type { SourceSettings } from './source.ts';

/** How settings become text for a store and back. Secrets stand in the text as it is safe for them to be stored. */
export interface SettingsCodec {
  /** @throws Failure `secret/*` where a secret cannot be stored. */
  encode(settings: SourceSettings, row: SettingsRow): string;
  /** `id` is that of the row. A secret that cannot be had throws when it is revealed. @throws Failure `config/*` when the text is not what `encode` wrote. */
  decode(text: string, id: number): SourceSettings;
}

/** The row that settings are written to. */
export interface SettingsRow {
  /** Never given to another source. */
  readonly id: number;
  /** The stored settings of all other sources. */
  readonly others: () => readonly string[];
}
