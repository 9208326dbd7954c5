/** One file of an archive, or why it could not be read. */
export type Member =
  | { readonly kind: 'file'; readonly name: string; readonly content: Buffer }
  | { readonly kind: 'encrypted' | 'too-large' | 'damaged'; readonly name: string };
