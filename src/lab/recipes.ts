import { address, anyOf, domain, file, uri } from './cybox.ts';
import {
  domainName,
  fileName,
  hashesOf,
  ipv4,
  ipv6,
  mailbox,
  namedHashes,
  network4,
  network6,
  phishingUrl,
} from './names.ts';
import type { Dish, Kitchen } from './recipe.ts';
import { observable } from './stix.ts';

/** A phishing site: its domain, one to three URLs, and every other time the sender of the mails. STIX 1.1.1. */
export function phishing(kitchen: Kitchen): Dish {
  const { chance } = kitchen;
  const host = domainName(chance);
  const urls = Array.from({ length: 1 + chance.below(3) }, () => phishingUrl(chance, host));
  const sender = kitchen.index % 2 === 0 ? mailbox(chance, host) : null;
  const watch = (type: string, title: string, properties: string): string =>
    kitchen.indicator({
      title,
      type,
      description: 'Credential phishing seen by the practice sensor.',
      validity: { from: kitchen.time(), until: kitchen.time(60) },
      body: observable(kitchen.id('Observable'), properties),
      confidence: chance.pick(['High', 'High', 'Medium']),
    });
  const indicators = [
    ...urls.map((url) => watch('URL Watchlist', `Phishing page on ${host}`, uri(url))),
    watch('Domain Watchlist', `Phishing domain ${host}`, domain(host)),
    ...(sender === null ? [] : [watch('Malicious E-mail', `Phishing sender ${sender}`, address('e-mail', sender))]),
  ];
  return kitchen.package(
    { version: '1.1.1', title: `Phishing kit on ${host}`, intent: 'Indicators - Phishing', tlp: 'GREEN', indicators },
    [...urls.map((url) => `url ${url}`), `domain ${host}`, ...(sender === null ? [] : [`email ${sender}`])],
  );
}

/** Controllers of a botnet: a list of addresses; every fourth time a network, every tenth a range. STIX 1.2. */
export function botnet(kitchen: Kitchen): Dish {
  const { chance, index } = kitchen;
  const four = Array.from({ length: 3 + chance.below(3) }, () => ipv4(chance));
  const six = Array.from({ length: 2 + chance.below(4) }, () => ipv6(chance));
  const watch = (title: string, properties: string): string =>
    kitchen.indicator({
      title,
      type: 'IP Watchlist',
      body: observable(kitchen.id('Observable'), properties),
      confidence: chance.pick(['High', 'Medium', 'Low']),
    });
  const indicators = [
    watch('Botnet controllers', address('ipv4-addr', four.join('##comma##'), anyOf)),
    watch('Botnet controllers over IPv6', address('ipv6-addr', six.join('##comma##'), anyOf)),
  ];
  const asserts = [...four, ...six].map((value) => `ip ${value}`);
  if (index % 4 === 0) {
    const network = index % 8 === 0 ? network6(chance) : network4(chance).cidr;
    indicators.push(watch('Hosting of a botnet', address('cidr', network)));
    asserts.push(`network ${network}`);
  }
  if (index % 10 === 3) {
    const { cidr, first, last } = network4(chance);
    const list = `${first}##comma##${last}`;
    indicators.push(watch('Range of a botnet', address('ipv4-addr', list, 'condition="InclusiveBetween"')));
    asserts.push(`network ${cidr}`);
  }
  return kitchen.package(
    { version: '1.2', title: `Botnet tracker, report ${index}`, intent: 'Indicators - Network Activity', indicators },
    asserts,
  );
}

/** Malicious attachments, one to three files of several hashes each. STIX 1.1.1. */
export function malware(kitchen: Kitchen): Dish {
  const { chance } = kitchen;
  const asserts: string[] = [];
  const indicators = Array.from({ length: 1 + chance.below(3) }, () => {
    const name = fileName(chance);
    const hashes = hashesOf(`${kitchen.index}/${chance.hex(8)}`);
    asserts.push(`md5 ${hashes.md5}`, `sha1 ${hashes.sha1}`, `sha256 ${hashes.sha256}`);
    return kitchen.indicator({
      title: `Malicious attachment ${name}`,
      type: 'File Hash Watchlist',
      validity: { from: kitchen.time() },
      body: observable(kitchen.id('Observable'), file(name, namedHashes(hashes))),
      confidence: 'High',
    });
  });
  return kitchen.package(
    { version: '1.1.1', title: `Malicious mail attachments, wave ${kitchen.index}`, tlp: 'AMBER', indicators },
    asserts,
  );
}
