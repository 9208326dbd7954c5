/** Options that say how a source proves who asks. */
export const enCredentialOptions = {
  query: 'name of a key in the query of the address, such as apikey; may be repeated',
  queryFile: 'file that holds the value of that key; - is standard input',
  oauthUrl: 'OAuth 2 client credentials: address of the token endpoint, or a path at the host of the source',
  oauthClient: 'id of the OAuth client',
  oauthSecretFile: 'file that holds the secret of the OAuth client; - is standard input',
  oauthSecretIn: 'where the OAuth client shows its secret: in the header (basic, the default) or in the body',
  oauthScope: 'scope to ask for, several parted by blanks',
  oauthAudience: 'audience to ask for, where the token server wants one',
  loginUrl: 'address, or path at the host of the source, where --user and its password are posted for a token',
  loginFields: 'names of user, password and token in that exchange; default username,password,token',
};
