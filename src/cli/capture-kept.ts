import { KeptCaptures } from '../capture/kept.ts';
import type { Context } from './context.ts';

/** The captures of the data directory. */
export function capturesOf({ environment, globals }: Context): KeptCaptures {
  return new KeptCaptures(environment.files(globals.data, undefined).paths.captures, environment.clock);
}
