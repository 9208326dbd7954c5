import { reasonName } from '../../indicator/reason.ts';
import { addresses, emails, ends, hashSort, type Sort, valueSorts } from '../../indicator/value.ts';
import type { ObjectPath, Step } from './ast.ts';

/** What an object path leads to, of the things that are matched. */
export interface Subject {
  readonly sort: Sort;
  /**
   * `identity`: the value is what its object is (the address, the content of a file); whatever else is said of the same
   * object merely narrows it. `part`: the value takes part in something larger, a connection or a message, which other
   * comparisons describe too; it can stand for that only where nothing else is said.
   */
  readonly role: 'identity' | 'part';
}

/** A path to what is not matched. */
export interface Unsupported {
  readonly reason: string;
}

/** What a path leads to, or why it leads to nothing that is matched. */
export function subjectOf({ type, steps }: ObjectPath): Subject | Unsupported {
  const value = valueSorts.get(type);
  if (value !== undefined) {
    return steps.length === 1 && steps[0] === 'value' ? { sort: value, role: 'identity' } : property(type, steps);
  }
  switch (type) {
    case 'file':
    case 'artifact':
      return fileSubject(type, steps);
    case 'email-message':
      return messageSubject(steps);
    case 'network-traffic':
      return trafficSubject(steps);
    default:
      return { reason: `unsupported-object:${reasonName(type)}` };
  }
}

/** Whether a path only restates the type of what a reference leads to, as MISP adds it to every address. */
export function isReferencedType({ steps }: ObjectPath): boolean {
  const [reference, last] = steps;
  return steps.length === 2 && last === 'type' && typeof reference === 'string' && reference.endsWith('_ref');
}

function property(type: string, steps: readonly Step[]): Unsupported {
  return { reason: `unsupported-property:${reasonName(type)}:${reasonName(String(steps[0]))}` };
}

function hash(algorithm: Step | undefined, role: Subject['role']): Subject | Unsupported {
  const sort = hashSort(typeof algorithm === 'string' ? algorithm : 'other');
  return 'reason' in sort ? sort : { sort, role };
}

/** The hashes of a file's content, also where the content is an artifact of its own. */
function fileSubject(type: string, steps: readonly Step[]): Subject | Unsupported {
  const own = steps[0] === 'content_ref' ? steps.slice(1) : steps;
  return own.length === 2 && own[0] === 'hashes' ? hash(own[1], 'identity') : property(type, steps);
}

/** Header fields that name the sender, beside the references. The recipients are the victims. */
const senderHeaders: ReadonlyMap<string, Sort> = new Map([
  ['reply-to', emails],
  ['x-originating-ip', addresses],
]);

function messageSubject(steps: readonly Step[]): Subject | Unsupported {
  const sort = senderSort(steps);
  if (sort !== undefined) return { sort, role: 'part' };
  const [field, , body, property, algorithm] = steps;
  const attached = field === 'body_multipart' && body === 'body_raw_ref' && property === 'hashes';
  if (attached && steps.length === 5) return hash(algorithm, 'part');
  return { reason: `email-field:${reasonName(String(field))}` };
}

function senderSort([field, name, index, ...more]: readonly Step[]): Sort | undefined {
  if (field === 'from_ref' || field === 'sender_ref')
    return name === 'value' && index === undefined ? emails : undefined;
  const header = field === 'additional_header_fields' && typeof name === 'string' && more.length === 0;
  return header && typeof index !== 'string' ? senderHeaders.get(name.toLowerCase()) : undefined;
}

function trafficSubject(steps: readonly Step[]): Subject | Unsupported {
  const [end, last] = steps;
  const named = (end === 'src_ref' || end === 'dst_ref') && last === 'value' && steps.length === 2;
  return named ? { sort: ends, role: 'part' } : property('network-traffic', steps);
}
