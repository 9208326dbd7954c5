import {
  address,
  anyOf,
  domain,
  equals,
  file,
  hostname,
  message,
  mutex,
  registryKey,
  uri,
  type Hash,
} from './cybox.ts';
import { domainName, fileName, hashesOf, ipv4, ipv6, mailbox, network4, network6, phishingUrl } from './names.ts';
import type { Dish, Kitchen, Recipe } from './recipe.ts';
import { composition, observable, type StixVersion } from './stix.ts';

/** What is meant by one recipe: written properties and what they assert. */
type Found = readonly [properties: string, ...asserts: string[]];

/** A package with one indicator of one object. */
function single(version: StixVersion, title: string, make: (kitchen: Kitchen) => Found): Recipe {
  return (kitchen) => {
    const [properties, ...asserts] = make(kitchen);
    const body = observable(kitchen.id('Observable'), properties);
    return kitchen.package({ version, title, indicators: [kitchen.indicator({ title, body })] }, asserts);
  };
}

/** A composition of a domain and an address. */
function composed(operator: 'AND' | 'OR'): Recipe {
  return (kitchen) => {
    const host = domainName(kitchen.chance);
    const ip = ipv4(kitchen.chance);
    const members = [domain(host), address('ipv4-addr', ip)].map((properties) =>
      observable(kitchen.id('Observable'), properties, 'cybox:Observable'),
    );
    const title = `${operator} of a domain and an address`;
    const body = composition(kitchen.id('Observable'), operator, members);
    const asserts = operator === 'OR' ? [`domain ${host}`, `ip ${ip}`] : [];
    return kitchen.package({ version: '1.2', title, indicators: [kitchen.indicator({ title, body })] }, asserts);
  };
}

/** The observable that block `index` defines and another refers to. */
function shared(kitchen: Kitchen, index: number): { readonly id: string; readonly host: string } {
  const dice = kitchen.diceOf(index);
  return { host: domainName(dice), id: `${kitchen.producer.prefix}:Observable-${dice.uuid()}` };
}

function defines(kitchen: Kitchen): Dish {
  const { id, host } = shared(kitchen, kitchen.index);
  const observables = [observable(id, domain(host), 'cybox:Observable')];
  return kitchen.package(
    { version: '1.1.1', title: 'Observables other packages refer to', observables, indicators: [] },
    [],
  );
}

/** Refers to the observable of the block before (−1) or after (+1). */
function refers(step: 1 | -1): Recipe {
  return (kitchen) => {
    const { id, host } = shared(kitchen, kitchen.index + step);
    const title = `Reference to the block ${step < 0 ? 'before' : 'after'}`;
    const body = `      <indicator:Observable idref="${id}"/>\n`;
    return kitchen.package({ version: '1.1.1', title, indicators: [kitchen.indicator({ title, body })] }, [
      `domain ${host}`,
    ]);
  };
}

function dated(title: string, from: number, until: number): Recipe {
  return (kitchen) => {
    const url = phishingUrl(kitchen.chance, domainName(kitchen.chance));
    const body = observable(kitchen.id('Observable'), uri(url));
    const validity = { from: kitchen.time(from), until: kitchen.time(until) };
    const indicators = [kitchen.indicator({ title, type: 'URL Watchlist', body, validity, confidence: 'Medium' })];
    return kitchen.package({ version: '1.1.1', title, tlp: 'AMBER', indicators }, [`url ${url}`]);
  };
}

function negated(kitchen: Kitchen): Dish {
  const title = 'Known good domain';
  const body = observable(kitchen.id('Observable'), domain(domainName(kitchen.chance)));
  return kitchen.package({ version: '1.2', title, indicators: [kitchen.indicator({ title, body, negate: true })] }, []);
}

function compositeIndicator(kitchen: Kitchen): Dish {
  const hosts = [domainName(kitchen.chance), domainName(kitchen.chance)];
  const members = hosts.map((host) =>
    kitchen
      .indicator({ title: `Part: ${host}`, body: observable(kitchen.id('Observable'), domain(host)) })
      .replaceAll('stix:Indicator', 'indicator:Indicator'),
  );
  const body = `      <indicator:Composite_Indicator_Expression operator="OR">\n${members.join('')}      </indicator:Composite_Indicator_Expression>\n`;
  const indicators = [kitchen.indicator({ title: 'Either of two domains', body })];
  return kitchen.package(
    { version: '1.2', title: 'Composite indicator', tlp: 'RED', indicators },
    hosts.map((host) => `domain ${host}`),
  );
}

/** The same package under other prefixes: only the namespaces count. */
function renamed(kitchen: Kitchen): Dish {
  const ip = ipv4(kitchen.chance);
  const body = observable(kitchen.id('Observable'), address('ipv4-addr', ip));
  const dish = kitchen.package(
    { version: '1.2', title: 'Other prefixes', indicators: [kitchen.indicator({ title: 'Other prefixes', body })] },
    [`ip ${ip}`],
  );
  const xml = dish.xml
    .replaceAll(/(<\/?|xmlns:|")AddressObj\b/g, '$1addr')
    .replaceAll(/(<\/?|xmlns:|")cybox(?=[:=])/g, '$1cb');
  return { ...dish, xml };
}

function fileOf(
  hashes: (all: ReturnType<typeof hashesOf>) => readonly Hash[],
  kinds: readonly ('md5' | 'sha1' | 'sha256' | 'sha512')[],
) {
  return (kitchen: Kitchen): Found => {
    const all = hashesOf(`mixed ${kitchen.index}`);
    return [file(fileName(kitchen.chance), hashes(all)), ...kinds.map((kind) => `${kind} ${all[kind]}`)];
  };
}

/** In turn, what real feeds hold side by side. Blocks that refer to each other stand side by side. */
const menu: readonly Recipe[] = [
  single('1.2', 'List of addresses', ({ chance, index }) => {
    const ips = [`192.0.2.${index + 1}`, ipv4(chance), ipv4(chance)];
    return [address('ipv4-addr', ips.join('##comma##'), anyOf), ...ips.map((ip) => `ip ${ip}`)];
  }),
  refers(1),
  defines,
  refers(-1),
  single('1.0', 'List with plain commas, as STIX 1.0 has it', ({ chance }) => {
    const hosts = [domainName(chance), domainName(chance), domainName(chance)];
    return [domain(hosts.join(','), anyOf), ...hosts.map((host) => `domain ${host}`)];
  }),
  dated('URL in force', 0, 90),
  dated('URL no longer in force', -60, -30),
  composed('OR'),
  composed('AND'),
  compositeIndicator,
  renamed,
  negated,
  single('1.2', 'Network', ({ chance }) => {
    const { cidr } = network4(chance);
    return [address('cidr', cidr), `network ${cidr}`];
  }),
  single('1.1.1', 'Network, IPv6', ({ chance }) => {
    const cidr = network6(chance);
    return [address('cidr', cidr), `network ${cidr}`];
  }),
  single('1.2', 'Address, IPv6', ({ chance }) => {
    const ip = ipv6(chance);
    return [address('ipv6-addr', ip.toUpperCase()), `ip ${ip}`];
  }),
  single('1.1.1', 'Mail of a sender to a victim', ({ chance }) => {
    const from = mailbox(chance, domainName(chance));
    return [message({ from, to: 'victim@customer.example' }), `email ${from}`];
  }),
  single('1.1.1', 'Mail known by its subject alone', () => [message({ subject: 'Your parcel is waiting' })]),
  single('1.1.1', 'Defanged URL', ({ chance }) => {
    const url = phishingUrl(chance, domainName(chance));
    return [uri(url.replace('http:', 'hxxp:').replaceAll('.example', '[.]example')), `url ${url}`];
  }),
  single('1.1.1', 'Defanged domain', ({ chance }) => {
    const host = domainName(chance);
    return [domain(host.replaceAll('.', '[.]')), `domain ${host}`];
  }),
  single('1.2', 'Values that are none', () => [address('ipv4-addr', '999.1.1.1##comma##not an address', anyOf)]),
  single('1.2', 'Hash of the wrong length', () => [file('broken.exe', [['SHA256', 'e3b0c44298fc1c149afb']])]),
  single('1.2', 'Mutex', ({ chance }) => [mutex(`Global\\${chance.hex(8)}`)]),
  single('1.1.1', 'Registry key', () => [registryKey('SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run')]),
  single('1.2', 'Domain by its beginning', () => [domain('login-', 'condition="StartsWith"')]),
  single('1.2', 'Custom delimiter', ({ chance }) => {
    const hosts = [domainName(chance), domainName(chance)];
    return [domain(hosts.join(';;'), `${anyOf} delimiter=";;"`), ...hosts.map((host) => `domain ${host}`)];
  }),
  single('1.2', 'URL with commas', ({ chance }) => {
    const url = `http://${domainName(chance)}/a,b?c=1,2`;
    return [uri(url), `url ${url}`];
  }),
  single('1.1.1', 'Host name object', ({ chance }) => {
    const host = domainName(chance);
    return [hostname(host), `domain ${host}`];
  }),
  single('1.0', 'Domain in a URI object', ({ chance }) => {
    const host = domainName(chance);
    return [uri(host, equals, 'Domain Name'), `domain ${host}`];
  }),
  single('1.2', 'Domain in Korean', ({ index }) => [
    domain(`보안메일${index}.example`),
    `domain ${new URL(`http://보안메일${index}.example`).hostname}`,
  ]),
  single('1.2', 'Value in a CDATA section', ({ chance }) => {
    const url = phishingUrl(chance, domainName(chance));
    const written = uri('VALUE').replace('VALUE', `<![CDATA[${url}]]>`);
    return [written, `url ${url}`];
  }),
  single(
    '1.1.1',
    'File by SHA-512',
    fileOf((all) => [['SHA512', all.sha512]], ['sha512']),
  ),
  single(
    '1.1.1',
    'Hashes in capitals',
    fileOf((all) => [['MD5', all.md5.toUpperCase()]], ['md5']),
  ),
  single(
    '1.2',
    'Hash without a type',
    fileOf((all) => [[null, all.sha1]], ['sha1']),
  ),
];

/** One of the menu, in turn. */
export function mixed(kitchen: Kitchen): Dish {
  const recipe = menu[kitchen.index % menu.length] ?? negated;
  return recipe(kitchen);
}
