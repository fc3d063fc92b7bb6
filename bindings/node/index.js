// MiniMax/Hailuo generation by the useapi.net service, on libconch.
'use strict';

const { library, bytesOf, taken, defaultsOf } = require('./library.js');
const { ConchError, takeError, check } = require('./errors.js');
const { readEvent, nameOf, known } = require('./events.js');
const raw = require('./raw.js');

const { Status, TaskFlags, Cancel, JobKind, Phase } = raw;

/** The longest stay inside the library in one go. */
const SLICE_MS = 100;
/** Waiting takes a thread of Node's pool of four; so many clients may do so at a time, the others look now and then. */
const MOST_WAITING = 2;
const LOOK_MS = 20;

/** Handles of open clients, but not the clients, so that forgotten ones can be collected. */
const open = new Set();
let waiting = 0;

process.on('exit', () => {
  for (const handle of open) library().conch_client_destroy(handle);
});

const collected = new FinalizationRegistry((handle) => {
  open.delete(handle);
  library().conch_client_destroy.async(handle, () => {});
});

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const delay = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Calls a function of the library on a thread of Node's pool. */
const later = (function_, ...parameters) => new Promise((resolve, reject) => {
  function_.async(...parameters, (error, result) => (error ? reject(error) : resolve(result)));
});

function fill(name, options) {
  const struct = defaultsOf(name);
  for (const [key, value] of Object.entries(options)) {
    const field = snake(key);
    if (!(field in struct) || field === 'struct_size') throw new TypeError(`there is no option "${key}"`);
    if (value !== undefined && value !== null) struct[field] = value;
  }
  return struct;
}

/** A call or a job that was started. Await it, or iterate over its events. */
class Task {
  constructor(client, id, onEvent) {
    this.client = client;
    this.id = id;
    this.onEvent = onEvent || null;
    this._events = [];
    /** Of `client.restore()`, when it has ended: the tasks of the jobs that it brought back. */
    this.restored = [];
    this._restores = false;
    this._end = null;
    this._listeners = new Set();
  }

  get done() {
    return this._end !== null;
  }

  /** What the library knows at this moment. */
  state() {
    const info = defaultsOf('conch_task_info');
    check(library().conch_task_state(this.client._handle, this.id, info));
    return {
      phase: nameOf(Phase, info.phase, 'WORKING'),
      status: info.status,
      percent: known(info.percent),
      remaining: info.remaining_ms < 0 ? null : Number(info.remaining_ms) / 1000,
      elapsed: Number(info.elapsed_ms) / 1000,
      bytes: Number(info.bytes),
      bytesTotal: Number(info.bytes_total) || null,
    };
  }

  /** Asks for an end, here or everywhere (`Cancel.EVERYWHERE`). Never blocks. */
  cancel(where = Cancel.HERE) {
    const status = library().conch_task_cancel(this.client._handle, this.id, where);
    if (status !== Status.E_NOT_FOUND) check(status);
  }

  /** The result, when it has ended; rejected with a ConchError when it went wrong. */
  async result() {
    while (!this._end) await this._news();
    return this._outcome();
  }

  then(fulfilled, rejected) {
    return this.result().then(fulfilled, rejected);
  }

  /** Its events as they come, DONE last; then throws what went wrong, if anything did. For one reader. */
  async* [Symbol.asyncIterator]() {
    for (;;) {
      while (this._events.length === 0 && !this._end) await this._news();
      if (this._events.length === 0) {
        this._outcome();
        return;
      }
      yield this._events.shift();
    }
  }

  _news() {
    return new Promise((resolve) => this._listeners.add(resolve));
  }

  _outcome() {
    const { error, files, text, remoteId, httpCode } = this._end;
    if (error) throw error;
    const end = this._end;
    return { files, file: files[0], text, remoteId, httpCode, get json() { return end.json; } };
  }

  /** Keeps the event for a reader. Progress that nobody read yet gives way to newer, as in the library's queue. */
  _deliver(event) {
    const last = this._events[this._events.length - 1];
    if (event.type === 'PROGRESS' && last && last.type === 'PROGRESS') this._events[this._events.length - 1] = event;
    else if (event.type !== 'LOG') this._events.push(event);
    if (event.done) this._end = event;
    const listeners = [...this._listeners];
    this._listeners.clear();
    for (const listener of listeners) listener();
  }
}

/** One endpoint, one set of credentials, one worker thread. The process stays alive as long as tasks run. */
class Client {
  /** Options as in conch_client_options, in camelCase: apiToken, baseUrl, account, downloadDirectory, …; and onEvent. */
  constructor({ onEvent, ...options } = {}) {
    const handle = [null];
    const error = [null];
    const status = library().conch_client_create(fill('conch_client_options', options), handle, error);
    if (status < 0) throw takeError(error, status);
    this.onEvent = onEvent || null;
    this._handle = handle[0];
    this._tasks = new Map();
    this._pumping = false;
    open.add(this._handle);
    collected.register(this, this._handle, this);
  }

  get closed() {
    return this._handle === null;
  }

  /** Everything that was started here and has not ended, oldest first. */
  get tasks() {
    return [...this._tasks.values()];
  }

  /** Starts a job, e.g. `generate('video', { prompt: '…' })`. A local file is `{ path: 'shell.png' }`. */
  generate(kind, params, options = {}) {
    const number = typeof kind === 'number' ? kind : JobKind[snake(kind).toUpperCase()];
    if (number === undefined) throw new ConchError(Status.E_NOT_FOUND, `there is no kind of job "${kind}"`);
    return this._start(library().conch_generate, [number, JSON.stringify(params)], options);
  }

  /** Starts one operation of the service, e.g. `call('videos.list')`. */
  call(operation, params = {}, options = {}) {
    return this._start(library().conch_call, [operationNumber(operation), JSON.stringify(params)], options);
  }

  /** Reads a whole list, page by page: one CHUNK event a page, whose `json` is an array of items. */
  list(operation, params = {}, { most = 0, ...options } = {}) {
    return this._start(library().conch_list, [operationNumber(operation), JSON.stringify(params), most], options);
  }

  /**
   * Reads the journal: jobs of this program, of others that run, and of those that ended, newest first; `jobs` in the
   * result's json. Nothing is asked of the service. Filter: state ('unfinished', 'ended'), job, limit.
   */
  jobs(filter = {}, options = {}) {
    return this._start(library().conch_jobs_list, [JSON.stringify(filter)], options);
  }

  /**
   * Brings back unfinished jobs that nobody works on, or the one with this id. When the task has ended, `task.restored`
   * are the tasks of the jobs; `onEvent` holds for all of them.
   */
  restore(job = null, options = {}) {
    const task = this._start(library().conch_jobs_restore, [job], options);
    task._restores = true;
    return task;
  }

  /** Takes a job out of the journal. Nothing happens at the service and to files. */
  forget(job, options = {}) {
    return this._start(library().conch_job_forget, [job], options);
  }

  /** Holds back what costs: jobs that wait to be created stay waiting. Those that run are followed to their end. */
  pause() {
    check(library().conch_client_pause(this._handle));
  }

  resume() {
    check(library().conch_client_resume(this._handle));
  }

  /** The items of a whole list, one by one. */
  async* items(operation, params, options) {
    for await (const event of this.list(operation, params, options)) {
      if (event.type === 'CHUNK') yield* event.json;
    }
  }

  /** Lets the service call back on news of jobs; returns the address that jobs which start afterwards send. */
  listen(options = {}) {
    const url = [null];
    const error = [null];
    const status = library().conch_webhook_listen(this._handle, fill('conch_webhook_options', options), url, error);
    if (status < 0) throw takeError(error, status);
    return taken(url);
  }

  stopListening() {
    check(library().conch_webhook_stop(this._handle));
  }

  /** Hands over a callback that a server of your own received. */
  deliver(body) {
    const bytes = Buffer.from(body);
    check(library().conch_webhook_deliver(this._handle, bytes, bytes.length));
  }

  /** Cancels everything here and ends the client. Jobs at the service live on; no callback runs from now on. */
  async close() {
    if (this.closed) return;
    const handle = this._handle;
    this._handle = null;
    collected.unregister(this);
    // Not in this thread: it may take its time.
    await later(library().conch_client_destroy, handle);
    open.delete(handle);
    this._abandon();
  }

  async [Symbol.asyncDispose || Symbol.for('Symbol.asyncDispose')]() {
    await this.close();
  }

  _abandon() {
    for (const task of this._tasks.values()) {
      const error = new ConchError(Status.E_CANCELLED, 'the client was closed before this task ended; a job at the service lives on');
      task._deliver(Object.assign(Object.create(null), { type: 'DONE', done: true, error, files: [], text: '', task }));
    }
    this._tasks.clear();
  }

  _start(submit, what, { onEvent, signal, directory, fileName, deadline, download = true, overwrite, allowUnknown, priority, files = [] }) {
    signal?.throwIfAborted();
    const struct = defaultsOf('conch_task_options');
    struct.flags = (download ? 0 : TaskFlags.NO_DOWNLOAD) | (overwrite ? TaskFlags.OVERWRITE : 0) |
      (allowUnknown ? TaskFlags.ALLOW_UNKNOWN : 0);
    struct.deadline_ms = Math.round((deadline || 0) * 1000);
    struct.priority = priority || 0;
    struct.directory = directory || null;
    struct.file_name = fileName || null;
    struct.files = files.length ? files : null;
    struct.file_count = files.length;
    const id = [0];
    const error = [null];
    const status = submit(this._handle, ...what, struct, id, error);
    if (status < 0) throw takeError(error, status);
    const task = new Task(this, BigInt(id[0]), onEvent);
    this._tasks.set(task.id, task);
    if (signal) {
      const abort = () => { if (!task.done && !this.closed) task.cancel(); };
      signal.addEventListener('abort', abort, { once: true });
      task.result().catch(() => {}).finally(() => signal.removeEventListener('abort', abort));
    }
    this._pump();
    return task;
  }

  /** Takes events as long as tasks run. */
  async _pump() {
    if (this._pumping) return;
    this._pumping = true;
    try {
      while (!this.closed && this._tasks.size > 0) {
        const event = await this._next();
        if (event) this._route(event);
      }
    } finally {
      this._pumping = false;
    }
  }

  async _next() {
    const slot = [null];
    let status = library().conch_client_next_event(this._handle, 0, slot);
    if (status === Status.NO_EVENT) {
      if (waiting < MOST_WAITING) {
        waiting += 1;
        try {
          status = await later(library().conch_client_next_event, this._handle, SLICE_MS, slot);
        } finally {
          waiting -= 1;
        }
      } else {
        await delay(LOOK_MS);
      }
    }
    // A client that was closed meanwhile has taken its events with it.
    if (this.closed) return null;
    check(status);
    return status === Status.OK && slot[0] ? readEvent(slot[0]) : null;
  }

  /** Restored jobs become tasks before their first events come. */
  _welcome(task, restored) {
    task.restored = restored.map((item) => new Task(this, BigInt(item.task), task.onEvent));
    for (const one of task.restored) this._tasks.set(one.id, one);
  }

  _route(event) {
    const task = this._tasks.get(event.taskId) || null;
    event.task = task;
    if (event.done) this._tasks.delete(event.taskId);
    if (event.done && task && task._restores && !event.error) this._welcome(task, event.json.restored);
    if (task) task._deliver(event);
    const callback = (task && task.onEvent) || this.onEvent;
    if (!callback) return;
    try {
      callback(event);
    } catch (error) {
      // To the host, as with any listener; the other events come all the same.
      process.nextTick(() => { throw error; });
    }
  }
}

function operationNumber(operation) {
  if (typeof operation === 'number') return operation;
  const number = library().conch_operation_from_name(operation);
  if (number === raw.Operation.UNSET) throw new ConchError(Status.E_NOT_FOUND, `there is no operation "${operation}"`);
  return number;
}

/** All operations, parameters, models, options and prices. */
function catalog() {
  return JSON.parse(bytesOf(library().conch_catalog_json).toString('utf8'));
}

/** Every rule that parameters break, without sending anything; [] when all is well. */
function validate(operation, params, { allowUnknown } = {}) {
  const found = [null];
  const flags = allowUnknown ? TaskFlags.ALLOW_UNKNOWN : 0;
  const status = library().conch_validate(operationNumber(operation), JSON.stringify(params), flags, found);
  const text = taken(found);
  if (status !== Status.E_INVALID) check(status);
  return JSON.parse(text);
}

/** What a request would cost: `{ credits, why }`; credits is null when it cannot be known. */
function estimate(operation, params) {
  const credits = [0];
  const slot = [null];
  const status = library().conch_estimate(operationNumber(operation), JSON.stringify(params), credits, slot);
  const why = taken(slot);
  check(status);
  return { credits: known(credits[0]), why };
}

/** What a callback of the service says, for programs with a server of their own. */
function parseWebhook(body) {
  const bytes = Buffer.from(body);
  const slot = [null];
  check(library().conch_webhook_parse(bytes, bytes.length, slot));
  return JSON.parse(taken(slot));
}

/** What an account's address and login token say, without sending them anywhere. */
function inspectAccount(url, token) {
  const found = [null];
  const error = [null];
  const status = library().conch_account_inspect(url, token, found, error);
  if (status < 0) throw takeError(error, status);
  return JSON.parse(taken(found));
}

/** The service's stand-in on this machine, to share between clients. */
class Emulator {
  constructor(options = {}) {
    const handle = [null];
    const error = [null];
    const status = library().conch_emulator_start(fill('conch_emulator_options', options), handle, error);
    if (status < 0) throw takeError(error, status);
    this._handle = handle[0];
    this.baseUrl = library().conch_emulator_base_url(this._handle);
  }

  async stop() {
    const handle = this._handle;
    this._handle = null;
    if (handle) await later(library().conch_emulator_stop, handle);
  }
}

module.exports = {
  Client, Task, Emulator, ConchError, catalog, validate, estimate, parseWebhook, inspectAccount,
  libraryVersion: () => library().conch_version_string(),
  libraryPath: () => library().file,
  threadCount: () => library().conch_debug_thread_count(),
  Status, Cancel, JobKind, Phase, EventType: raw.EventType, LogLevel: raw.LogLevel, Operation: raw.Operation,
  ClientFlags: raw.ClientFlags, VERSION: raw.HEADER_VERSION,
};
