import { EventType, Phase } from './constants';
import { ParamsOf } from './params';

export * from './constants';
export * from './params';

export declare const VERSION: string;

/** What a request breaks. */
export interface Violation {
  field: string;
  rule: string;
  allowed: string;
  given: string;
  message: string;
}

/** Something did not work. The text is for people; programs look at the fields. */
export declare class ConchError extends Error {
  /** `Status.…` */
  readonly status: number;
  /** The status by its name, e.g. "E_INVALID". */
  readonly code: string;
  /** The parameter, option or file at fault; "" when no single one is. */
  readonly field: string;
  readonly violations: Violation[];
  /** 0 when the service did not answer, or was not asked. */
  readonly httpCode: number;
  readonly serviceCode: number;
  readonly retriable: boolean;
  /** Seconds to wait before trying again; null when nothing is known. */
  readonly retryAfter: number | null;
  /** The service's answer as it came. */
  readonly body: string;
}

/** One event, copied out of the library. */
export interface Event {
  readonly type: keyof typeof EventType;
  readonly done: boolean;
  readonly taskId: bigint;
  readonly task: Task | null;
  readonly status: number;
  readonly phase: keyof typeof Phase;
  readonly percent: number | null;
  readonly message: string;
  /** The service's JSON, as it came. */
  readonly text: string;
  /** The same as an object; whole numbers above 2^53 lose digits there. */
  readonly json: any;
  readonly chunk: Buffer;
  readonly files: string[];
  readonly remoteId: string;
  readonly httpCode: number;
  readonly bytes: number;
  readonly bytesTotal: number | null;
  /** Seconds that it may still take. */
  readonly remaining: number | null;
  readonly error: ConchError | null;
}

export interface Result {
  files: string[];
  /** The first of the files; undefined when there is none. */
  file: string;
  text: string;
  readonly json: any;
  remoteId: string;
  httpCode: number;
}

export interface TaskInfo {
  phase: keyof typeof Phase;
  status: number;
  percent: number | null;
  remaining: number | null;
  elapsed: number;
  bytes: number;
  bytesTotal: number | null;
}

/** A call or a job that was started. Await it, or iterate over its events. */
export declare class Task implements PromiseLike<Result>, AsyncIterable<Event> {
  private constructor();
  readonly client: Client;
  readonly id: bigint;
  readonly done: boolean;
  /** Of `client.restore()`, when it has ended: the tasks of the jobs that it brought back. */
  readonly restored: Task[];
  onEvent: ((event: Event) => void) | null;
  state(): TaskInfo;
  /** Asks for an end: `Cancel.HERE`, or `Cancel.EVERYWHERE` for the job at the service too. */
  cancel(where?: number): void;
  result(): Promise<Result>;
  then<A = Result, B = never>(fulfilled?: ((result: Result) => A | PromiseLike<A>) | null,
    rejected?: ((reason: any) => B | PromiseLike<B>) | null): Promise<A | B>;
  [Symbol.asyncIterator](): AsyncGenerator<Event, void, void>;
}

export interface ClientOptions {
  apiToken?: string;
  /** "emulator:" starts a private emulator for this client. */
  baseUrl?: string;
  account?: string;
  downloadDirectory?: string;
  /** Where the journal of jobs is kept; '': no journal. */
  stateDirectory?: string;
  flags?: number;
  proxy?: string;
  noProxy?: string;
  caFile?: string;
  userAgent?: string;
  connectTimeoutMs?: number;
  sendTimeoutMs?: number;
  firstByteTimeoutMs?: number;
  idleTimeoutMs?: number;
  totalTimeoutMs?: number;
  destroyTimeoutMs?: number;
  maxResponseBytes?: number;
  taskCapacity?: number;
  maxTransfers?: number;
  logLevel?: number;
  pollIntervalMs?: number;
  /** For events of tasks that have no callback of their own, and for log lines. */
  onEvent?: (event: Event) => void;
}

export interface CallOptions {
  onEvent?: (event: Event) => void;
  /** Cancels the task here when it is aborted. */
  signal?: AbortSignal;
  /** Seconds. */
  deadline?: number;
  allowUnknown?: boolean;
  /** Local files for an upload. */
  files?: string[];
}

export interface JobOptions extends Omit<CallOptions, 'files'> {
  directory?: string;
  fileName?: string;
  download?: boolean;
  overwrite?: boolean;
  /** Which of the jobs that wait for a place is created first; the highest. */
  priority?: number;
}

/** A job as the journal has it. */
export interface JobRecord {
  job: string;
  kind: string;
  state: 'waiting' | 'creating' | 'running' | 'saving' | 'ended';
  owner: 'this' | 'other' | 'none';
  task?: string;
  prompt?: string;
  params: any;
  remoteIds?: string[];
  files?: string[];
  status?: string;
  message?: string;
  [more: string]: any;
}

export declare class Client {
  constructor(options?: ClientOptions);
  readonly closed: boolean;
  readonly tasks: Task[];
  onEvent: ((event: Event) => void) | null;
  generate<K extends keyof ParamsOf>(kind: K, params: ParamsOf[K], options?: JobOptions): Task;
  generate(kind: number, params: object, options?: JobOptions): Task;
  call(operation: string | number, params?: object, options?: CallOptions): Task;
  list(operation: string | number, params?: object, options?: CallOptions & { most?: number }): Task;
  items(operation: string | number, params?: object, options?: CallOptions & { most?: number }): AsyncGenerator<any, void, void>;
  /** The journal's jobs, newest first, under `jobs` in the result's json. */
  jobs(filter?: { state?: 'unfinished' | 'ended'; job?: string; limit?: number }, options?: CallOptions): Task;
  /** Brings back unfinished jobs that nobody works on, or the one with this id; then `task.restored` are their tasks. */
  restore(job?: string | null, options?: CallOptions): Task;
  /** Takes a job out of the journal. */
  forget(job: string, options?: CallOptions): Task;
  /** Holds back what costs. */
  pause(): void;
  resume(): void;
  listen(options?: { port?: number; address?: string; path?: string; publicUrl?: string }): string;
  stopListening(): void;
  deliver(body: string | Uint8Array): void;
  close(): Promise<void>;
}

/** The service's stand-in on this machine, to share between clients. */
export declare class Emulator {
  constructor(options?: { port?: number; speed?: number; seed?: number; program?: string; token?: string;
    stateDirectory?: string; startTimeoutMs?: number });
  readonly baseUrl: string;
  stop(): Promise<void>;
}

export declare function catalog(): any;
export declare function validate(operation: string | number, params: object, options?: { allowUnknown?: boolean }): Violation[];
export declare function estimate(operation: string | number, params: object): { credits: number | null; why: string };
export declare function parseWebhook(body: string | Uint8Array): any;
export declare function inspectAccount(url: string, token: string): any;
export declare function libraryVersion(): string;
export declare function libraryPath(): string;
export declare function threadCount(): number;
