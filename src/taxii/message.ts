/** TAXII 1.0 and 1.1 messages as values (TAXII XML Message Binding 1.0 and 1.1). */
export type TaxiiVersion = '1.0' | '1.1';

export interface PollResponse {
  readonly kind: 'poll-response';
  readonly version: TaxiiVersion;
  readonly inResponseTo: string | null;
  readonly collection: string | null;
  readonly resultId: string | null;
  /** Absent reads as false. */
  readonly more: boolean;
  /** Absent reads as 1. */
  readonly part: number;
  /** Label texts as received. 1.0 says Inclusive_Begin, 1.1 Exclusive_Begin. */
  readonly begin: string | null;
  readonly end: string | null;
  readonly recordCount: number | null;
  readonly recordCountPartial: boolean;
  readonly subscription: string | null;
  readonly message: string | null;
  readonly blocks: number;
  /** The latest Timestamp_Label among the blocks, as received. */
  readonly latestLabel: string | null;
}

export interface StatusMessage {
  readonly kind: 'status';
  readonly version: TaxiiVersion;
  readonly inResponseTo: string | null;
  /** `SUCCESS`, `NOT_FOUND`, … in upper case however they came, or a third party's URI as received. */
  readonly type: string;
  readonly message: string | null;
  /** Details by name (`ESTIMATED_WAIT`, `RESULT_ID`, `ITEM`, `SUPPORTED_CONTENT` …); 1.0's free text stands under `TEXT`. */
  readonly details: Readonly<Record<string, readonly string[]>>;
}

export interface ServiceInstance {
  /** Upper case; 1.0's FEED_MANAGEMENT reads as COLLECTION_MANAGEMENT. */
  readonly type: 'DISCOVERY' | 'POLL' | 'INBOX' | 'COLLECTION_MANAGEMENT' | (string & {});
  readonly available: boolean | null;
  readonly protocolBinding: string | null;
  readonly address: string;
  readonly messageBindings: readonly string[];
  readonly message: string | null;
}

export interface DiscoveryResponse {
  readonly kind: 'discovery-response';
  readonly version: TaxiiVersion;
  readonly inResponseTo: string | null;
  readonly services: readonly ServiceInstance[];
}

export interface CollectionInformation {
  readonly name: string;
  readonly type: 'DATA_FEED' | 'DATA_SET';
  readonly available: boolean | null;
  readonly description: string | null;
  readonly volume: number | null;
  readonly bindings: readonly string[];
  readonly polling: readonly {
    readonly protocolBinding: string | null;
    readonly address: string;
    readonly messageBindings: readonly string[];
  }[];
  readonly subscribable: boolean;
}

/** Collection_Information_Response (1.1) or Feed_Information_Response (1.0). */
export interface CollectionsResponse {
  readonly kind: 'collections-response';
  readonly version: TaxiiVersion;
  readonly inResponseTo: string | null;
  readonly collections: readonly CollectionInformation[];
}

/** Well-formed TAXII of a kind that no request of ours is answered with. */
export interface OtherMessage {
  readonly kind: 'other';
  readonly version: TaxiiVersion;
  readonly inResponseTo: string | null;
  readonly root: string;
}

export type TaxiiMessage = PollResponse | StatusMessage | DiscoveryResponse | CollectionsResponse | OtherMessage;
