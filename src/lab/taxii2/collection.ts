import { indicators, type ObjectList } from './objects.ts';

/** A collection of the practice server, as TAXII 2 has it. */
export interface Collection2 {
  readonly id: string;
  readonly alias: string | null;
  readonly title: string;
  readonly description: string;
  readonly canRead: boolean;
  readonly objects: ObjectList;
}

/** The id of the sample that is read unless another is named. */
export const practiceId = '5f1d8a52-0c3e-4b7a-9d61-2f6a7b8c9d10';

/** Objects in it. */
export const practiceCount = 250;

/** The sample, spread over the ten days before `now` (milliseconds since 1970); identifiers and values never change. */
export function sampleCollections2(now: number): readonly Collection2[] {
  return [
    {
      id: practiceId,
      alias: 'practice',
      title: 'Practice indicators',
      description: 'Addresses, domains, URLs, hashes and senders',
      canRead: true,
      objects: indicators({ name: 'practice2', count: practiceCount, until: now - 60_000 }),
    },
    {
      id: '5f1d8a52-0c3e-4b7a-9d61-2f6a7b8c9d11',
      alias: null,
      title: 'Practice, many at once',
      description: 'Five thousand objects, a thousand of them at each instant',
      canRead: true,
      objects: indicators({ name: 'practice2-ties', count: 5000, until: now - 60_000, together: 1000 }),
    },
    {
      id: '5f1d8a52-0c3e-4b7a-9d61-2f6a7b8c9d12',
      alias: null,
      title: 'Practice, nothing',
      description: 'Empty',
      canRead: true,
      objects: indicators({ name: 'practice2-empty', count: 0, until: now }),
    },
    {
      id: '5f1d8a52-0c3e-4b7a-9d61-2f6a7b8c9d13',
      alias: null,
      title: 'Practice, not for you',
      description: 'Listed, and not to be read',
      canRead: false,
      objects: indicators({ name: 'practice2-closed', count: 10, until: now }),
    },
  ];
}
