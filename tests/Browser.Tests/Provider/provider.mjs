// An OpenID Connect provider on loopback for tests: whoever gives a name is that person, with the roles and groups of the table.
import { createServer } from 'node:http';
import { once } from 'node:events';
import Provider from 'oidc-provider';

const people = {
  dana: { roles: ['security-analyst', 'security-approver'], groups: ['security'] },
  omar: { roles: ['security-approver'], groups: ['security'] },
  rita: { roles: [], groups: ['dev'] },
};
let register;
const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [
    { client_id: 'register', client_secret: 'of-a-test', application_type: 'native', redirect_uris: ['http://127.0.0.1/sign-in/callback'], post_logout_redirect_uris: ['http://127.0.0.1/sign-out/callback'], backchannel_logout_uri: 'http://127.0.0.1/sign-out/provider', backchannel_logout_session_required: true, token_endpoint_auth_method: 'client_secret_post' },
    { client_id: 'build', client_secret: 'of-a-test', redirect_uris: [], response_types: [], grant_types: ['client_credentials'], token_endpoint_auth_method: 'client_secret_post' },
  ],
  claims: { openid: ['sub'], profile: ['roles', 'groups'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  cookies: { keys: ['of-a-test'] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  extraTokenClaims: (_, token) => (token.kind === 'ClientCredentials' ? { roles: ['machines'] } : undefined),
  // It would not speak to loopback by itself, nor on the port that the register has in this test.
  fetch: (address, { dispatcher, signal, ...options }) => fetch(new URL(new URL(address).pathname, register), options),
  features: {
    backchannelLogout: { enabled: true },
    devInteractions: { enabled: true },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => undefined,
      getResourceServerInfo: (_, resource) => ({ scope: 'api', audience: resource, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }),
      useGrantedResource: () => true,
    },
  },
});
// The register has another port in each test.
const isHere = (uri, path) => { const url = new URL(uri); register = url.origin; return url.hostname === '127.0.0.1' && url.pathname === path; };
provider.Client.prototype.redirectUriAllowed = uri => isHere(uri, '/sign-in/callback');
provider.Client.prototype.postLogoutRedirectUriAllowed = uri => isHere(uri, '/sign-out/callback');
provider.on('backchannel.error', (_, failure) => console.error(failure));
server.on('request', provider.callback());
console.log(`Listening: ${issuer}`);
// It ends with the test that started it.
process.stdin.on('end', () => process.exit()).resume();
