import { onLoopback, practiceSettings, type Exercise } from './exercise.ts';
import { startLab } from './lab.ts';
import type { Misfit } from './misfit.ts';
import { tokenMisfits } from './misfits-token.ts';
import { pemOf } from './pki/certificate.ts';
import { leaf } from './pki/issue.ts';
import { shows, worldAt } from './tls/world.ts';

const wrong = { kind: 'basic', user: 'practice', password: 'wrong' };

const misfits: readonly Misfit[] = [
  {
    id: 'source-wrong-password',
    area: 'http',
    title: 'wants another password than the source has',
    imitates: 'a password that was changed at the provider',
    expects: 'http/401',
    server: { faults: ['http-401'] },
    settings: { credentials: wrong },
  },
  {
    id: 'source-no-password',
    area: 'taxii',
    title: 'wants a password, and the source has none',
    imitates: 'a source added in haste',
    expects: 'taxii/unauthorized',
    server: { password: 'right' },
    settings: {},
  },
  {
    id: 'source-password-in-the-way',
    area: 'http',
    title: 'is open to all, and answers 401 to whoever shows a password',
    imitates: 'an open feed behind a front that knows no users',
    expects: 'http/401',
    finds: 'http/401-not-needed',
    server: { faults: ['credentials-refused'] },
    settings: { credentials: wrong },
  },
  {
    id: 'source-not-entitled',
    area: 'http',
    title: 'knows the user and grants nothing',
    imitates: 'an account without this feed',
    expects: 'http/403',
    finds: 'http/403-not-entitled',
    server: { faults: ['credentials-not-entitled'] },
    settings: { credentials: wrong },
  },
  {
    id: 'source-wrong-path',
    area: 'http',
    title: 'has its poll service at another path than the source asks for',
    imitates: 'an address from an old document',
    expects: 'http/404',
    finds: 'http/404-path',
    settings: { path: '/api/feeds/' },
  },
  {
    id: 'source-discovery-path',
    area: 'taxii',
    title: 'has its discovery service where the source polls',
    imitates: 'the address that the provider hands out',
    expects: 'taxii/wrong-service',
    settings: { path: '/taxii-discovery-service' },
  },
  {
    id: 'source-wrong-collection',
    area: 'taxii',
    title: 'has a collection of nearly that name',
    imitates: 'a typing error',
    expects: 'taxii/collection-not-found',
    settings: { collection: 'practice.mixd' },
  },
  {
    id: 'source-wrong-subscription',
    area: 'taxii',
    title: 'has a collection for subscribers, and does not know this subscription',
    imitates: 'a subscription that has ended',
    expects: 'taxii/subscription-unknown',
    settings: { collection: 'practice.members', subscription: 'ended-last-year' },
  },
  {
    id: 'source-odd-name',
    area: 'dns',
    title: 'is looked for under a name that no host can have',
    imitates: 'a name with a hyphen where none may be',
    expects: 'dns/bad-name',
    settings: { host: '-feed-.practice.example' },
  },
  {
    id: 'redirect-downgrade',
    area: 'http',
    title: 'redirects from https to http',
    imitates: 'a front that forgets how it was reached',
    expects: 'http/redirect-downgrade',
    server: { faults: ['redirect-clear'] },
    settings: { host: 'localhost', https: true },
    https: true,
  },
];

/** Every misfit, to be practised. */
export const sourceExercises: readonly Exercise[] = [...misfits, ...tokenMisfits].map((misfit) => {
  const { id, area, title, imitates, expects, finds = expects, server = {}, settings, https } = misfit;
  return {
    id,
    area,
    title,
    imitates,
    afterPoll: expects,
    afterProbe: finds,
    needs: 'loopback',
    async open({ clock, port }) {
      const { root, middle } = worldAt(clock.now());
      const secure = https === true ? { https: shows(leaf(clock.now(), middle, ['localhost']), middle) } : {};
      const lab = await startLab({ clock, ...server, ...secure, ...(port === undefined ? {} : { port }) });
      const trust = https === true ? { ca: pemOf(root) } : {};
      return onLoopback(practiceSettings(lab.port, { ...settings, ...trust }), () => lab.close());
    },
  };
});
