/** What a look-up says, in English. */
export const enLookup = {
  refused: (rule: string) => `this is no address, domain, URL or hash (${rule})`,
  inForce: (since: string, sources: number) =>
    `in force since ${since}, by ${sources} ${sources === 1 ? 'source' : 'sources'}`,
  byNetwork: 'not listed itself, but a listed network holds it',
  never: 'not listed, and never was',
  noLonger: 'not in force',
  until: (time: string) => `until ${time}`,
  withdrawn: (time: string) => `withdrawn ${time}`,
  expired: (time: string) => `expired ${time}`,
  notYet: 'not valid yet',
  confidence: (value: number) => `confidence ${value}`,
  network: (network: string, source: string, until: string) => `${source}: network ${network} · until ${until}`,
};

/** What is said of observables, in English. */
export const enObservable = {
  count: (shown: string, count: number) => `${shown} ${count === 1 ? 'observable' : 'observables'} in force`,
  leftOut: (shown: string, count: number, format: string) =>
    `${shown} ${count === 1 ? 'observable has' : 'observables have'} no place in ${format} and ${count === 1 ? 'was' : 'were'} left out`,
};

/** What is said of sources that are compared, in English. */
export const enCompare = {
  titles: {
    source: 'SOURCE',
    observables: 'OBSERVABLES',
    unique: 'ONLY HERE',
    share: 'SHARE',
    most: 'MOST IN COMMON',
    new: 'NEW 7D',
    withdrawn: 'WITHDRAWN 7D',
    expired: 'EXPIRED 7D',
    other: 'OTHER SOURCE',
    common: 'IN COMMON',
    ofThis: 'OF THIS',
    ofOther: 'OF THE OTHER',
  },
  nothingInCommon: 'It has nothing in common with another source.',
  counted: (when: string) => `counted ${when}`,
};
