// The shared list of behaviours (../behaviours.json) in Node, and what only Node has.
'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: delay } = require('node:timers/promises');
const koffi = require('koffi');

const conch = require('libconch');
const raw = require('libconch/raw.js');
const { library, defaultsOf } = require('libconch/library.js');

const PACKAGE = path.dirname(require.resolve('libconch'));

const { CONCH_TEST_URL: URL, CONCH_TEST_FOLDER: FOLDER } = process.env;
const read = (name) => JSON.parse(fs.readFileSync(process.env[name], 'utf8'));
const DATA = Object.fromEntries(read('CONCH_TEST_BEHAVIOURS').behaviours.map((b) => [b.id, b.with || {}]));
const MODEL = read('CONCH_TEST_MODEL');
const STUCK = { prompt: 'conch:stuck never ends' };
const checks = {};

const client = (more = {}) => new conch.Client({
  apiToken: 'test-token', baseUrl: URL, downloadDirectory: path.join(FOLDER, 'out'), pollIntervalMs: 100, ...more,
});

/** Runs the body with a client and closes it. */
async function using(body, more) {
  const one = client(more);
  try {
    return await body(one);
  } finally {
    await one.close();
  }
}

async function failure(awaited) {
  try {
    await (typeof awaited === 'function' ? awaited() : awaited);
  } catch (error) {
    assert.ok(error instanceof conch.ConchError, error.stack);
    return error;
  }
  throw new Error('nothing was thrown');
}

async function accepted(task) {
  for await (const event of task) if (event.remoteId) return event.remoteId;
  throw new Error('the job was never accepted');
}

const within = (promise, seconds) => {
  const late = new Error(`not within ${seconds} s`);
  let timer;
  return Promise.race([promise, new Promise((_, reject) => { timer = setTimeout(() => reject(late), seconds * 1000); })])
    .finally(() => clearTimeout(timer));
};

checks.layout = () => {
  library();
  for (const struct of MODEL.structs) {
    assert.equal(koffi.sizeof(struct.name), struct.size, struct.name);
    for (const field of struct.fields) assert.equal(koffi.offsetof(struct.name, field.name), field.offset, field.name);
  }
  const groups = { EVENT: 'EventType', OP: 'Operation', JOB: 'JobKind', LOG: 'LogLevel' };
  for (const group of MODEL.enums) {
    const name = groups[group.name] || group.name.split('_').map((w) => w[0] + w.slice(1).toLowerCase()).join('');
    for (const value of group.values) assert.equal(raw[name][value.name.slice(group.prefix.length)], value.value, value.name);
  }
  for (const found of MODEL.functions) assert.equal(typeof library()[found.name], 'function');
};

checks.create = async (data) => {
  await using((one) => assert.ok(!one.closed && conch.threadCount() >= 1));
  const error = await failure(() => new conch.Client({ apiToken: 't', baseUrl: data.bad_base_url }));
  assert.deepEqual([`CONCH_${error.code}`, error.field], [data.status, data.field]);
  assert.throws(() => client({ noSuchOption: 1 }), TypeError);
};

checks['older-struct'] = () => {
  const options = { ...defaultsOf('conch_client_options'), api_token: 't', base_url: URL, poll_interval_ms: 0xFFFFFFFF };
  options.struct_size = koffi.offsetof('conch_client_options', 'poll_interval_ms');
  const handle = [null];
  assert.equal(library().conch_client_create(options, handle, null), 0);
  library().conch_client_destroy(handle[0]);
};

checks.call = (data) => using(async (one) => {
  const result = await one.call(data.operation);
  assert.ok(Object.keys(result.json).length >= data.at_least && result.httpCode === 200 && result.files.length === 0);
});

checks.job = (data) => using(async (one) => {
  const seen = [];
  const task = one.generate('video', { prompt: data.prompt }, { onEvent: (event) => seen.push(event) });
  const result = await task;
  const phases = seen.slice(0, -1).map((event) => event.phase);
  const ranks = phases.map((phase) => data.phases.indexOf(phase));
  assert.deepEqual(ranks, [...ranks].sort((a, b) => a - b));
  assert.ok(phases.includes('DOWNLOADING') && seen.slice(0, -1).every((event) => event.type === 'PROGRESS'));
  assert.ok(seen.at(-1).done && seen.at(-1).task === task);
  const content = fs.readFileSync(result.file);
  assert.equal(content.toString('latin1', data.magic_at, data.magic_at + 4), data.magic);
  assert.ok(result.remoteId.includes(data.id_contains));
  assert.equal(result.json.videoId, result.remoteId);
  assert.deepEqual((await task).files, result.files);
});

checks['local-file'] = (data) => using(async (one) => {
  const params = (name) => ({ prompt: data.prompt, model: data.model, fileID: { path: path.join(FOLDER, name) } });
  const task = one.generate('video', params('start.png'));
  const item = (await one.call('videos.get', { videoId: await accepted(task) })).json;
  assert.ok(item.originFiles.length > 0);
  task.cancel(conch.Cancel.EVERYWHERE);
  const error = await failure(one.generate('video', params('none.png')));
  assert.ok(error.status === conch.Status.E_FILE && error.message.includes('none.png'), error.message);
});

for (const where of ['HERE', 'EVERYWHERE']) {
  checks[`cancel-${where.toLowerCase()}`] = (data) => using(async (one) => {
    const task = one.generate('video', { prompt: data.prompt });
    const remote = await accepted(task);
    task.cancel(conch.Cancel[where]);
    task.cancel(conch.Cancel[where]);
    assert.equal(`CONCH_${(await failure(within(task.result(), 10))).code}`, data.status);
    assert.equal((await one.call('videos.get', { videoId: remote })).json.statusFinal, where === 'EVERYWHERE');
    await one.call('videos.cancel', { videoId: remote });
  });
}

checks.polling = (data) => using(async (one) => {
  const task = one.call(data.operation);
  const before = Date.now();
  while (task.state().phase !== 'ENDED') assert.ok(Date.now() - before < 30000); // nothing of the event loop runs here
  assert.ok(!task.done);
  await task;
  assert.ok(task.done && one.tasks.length === 0);
});

checks.many = (data) => using(async (one) => {
  const accounts = Object.keys((await one.call('accounts.list')).json);
  const names = Array.from({ length: data.count }, (_, n) => accounts[n % accounts.length]);
  const tasks = names.map((account) => one.call(data.operation, { account }));
  assert.equal(new Set(tasks.map((task) => task.id)).size, data.count);
  const results = await Promise.all(tasks);
  results.forEach((result, n) => assert.ok(result.text.includes(names[n])));
});

checks.stream = (data) => using(async (one) => {
  const account = Object.keys((await one.call('accounts.list')).json).at(-1);
  const made = Array.from({ length: data.jobs }, () => one.generate('video', { prompt: data.prompt, account }));
  const started = await Promise.all(made.slice(0, 3).map(accepted)); // an account has three places; the others wait
  const chunks = [];
  let end;
  for await (const event of one.list(data.operation, { ...data.params, account })) {
    if (event.type === 'CHUNK') chunks.push(event.json);
    if (event.done) end = event.json;
  }
  const found = chunks.flat().map((item) => item.videoId);
  assert.ok(chunks.length >= data.chunks && new Set(found).size === found.length);
  assert.ok(started.every((id) => found.includes(id)));
  assert.equal(end.count, found.length);
  const two = [];
  for await (const item of one.items(data.operation, { account }, { most: 2 })) two.push(item.videoId);
  assert.deepEqual(two, found.slice(0, 2));
});

checks.chat = (data) => using(async (one) => {
  const [account] = Object.keys((await one.call('accounts.list')).json);
  const pieces = [];
  await one.generate('chat', { ...data.params, account }, { onEvent: (event) => pieces.push(event.chunk) });
  assert.ok(pieces.filter((piece) => piece.length > 0).length >= data.pieces && Buffer.concat(pieces).toString().trim());
});

checks.kinds = (data) => using(async (one) => {
  const [account] = Object.keys((await one.call('accounts.list')).json);
  const first = async (operation) => (await one.items(operation, { account }, { most: 1 }).next()).value;
  const standsFor = { account, voice: (await first('audio.voices')).voice_id, template: (await first('videos.templates')).id };
  for (const job of data.jobs) {
    const params = JSON.parse(job.params.replace(/\$(\w+)/g, (_, word) => standsFor[word]));
    const pieces = [];
    const onEvent = (event) => { if (event.chunk.length > 0) pieces.push(event.chunk); };
    const { file } = await one.generate(job.kind, params, { onEvent });
    const content = fs.readFileSync(file);
    assert.ok(file.endsWith(job.ending) && content.length > data.bytes, file);
    assert.ok(pieces.length >= job.pieces, job.kind);
    if (job.pieces > 0) assert.ok(Buffer.concat(pieces).equals(content));
  }
});

checks.webhook = (data) => using(async (one) => {
  const url = one.listen();
  assert.match(url, /^http:\/\/127\.0\.0\.1:/);
  assert.notEqual(one.listen(), url);
  one.stopListening();
  one.stopListening();
  assert.equal(`CONCH_${(await failure(() => conch.parseWebhook(data.body))).code}`, data.status);
  assert.equal(`CONCH_${(await failure(() => one.deliver(data.body))).code}`, data.status);
  const task = one.generate('video', { prompt: data.prompt });
  const item = await one.call('videos.get', { videoId: await accepted(task) });
  const said = conch.parseWebhook(item.text);
  assert.deepEqual([said.kind, said.id, said.final], ['video', item.json.videoId, false]);
  one.deliver(item.text);
  task.cancel(conch.Cancel.EVERYWHERE);
  await failure(task);
});

checks.text = (data) => using(async (one) => {
  const folder = path.join(FOLDER, data.folder);
  const result = await one.generate('video', { prompt: data.prompt }, { directory: folder, fileName: data.file });
  assert.equal(result.file, path.join(folder, data.file));
  assert.ok(fs.statSync(result.file).size > 1000);
  assert.equal(result.json.desc, data.prompt);
});

checks['big-ids'] = (data) => using((one) => {
  for (const number of data.numbers) {
    const back = [0];
    const text = Buffer.alloc(raw.CONCH_TASK_TEXT_SIZE);
    assert.equal(library().conch_task_from_text(number, back), 0);
    assert.equal(BigInt(back[0]), BigInt(number));
    assert.equal(library().conch_task_to_text(back[0], text, text.length), 0);
    assert.equal(text.toString('utf8', 0, number.length), number);
    assert.equal(library().conch_task_cancel(one._handle, BigInt(number), 0), conch.Status.E_NOT_FOUND);
  }
  assert.equal(typeof one.call('accounts.list').id, 'bigint');
});

checks['errors-local'] = (data) => using(async (one) => {
  const error = await failure(() => one.generate('video', data.params));
  assert.deepEqual([`CONCH_${error.code}`, error.field, error.httpCode, error.retriable], [data.status, data.field, 0, false]);
  assert.equal(error.violations[0].rule, data.rule);
  assert.ok(error.violations[0].allowed && error.violations[0].given && error.retryAfter === null);
  assert.equal((await failure(() => one.call('no.such'))).status, conch.Status.E_NOT_FOUND);
  assert.equal((await failure(() => one.generate('noSuch', {}))).status, conch.Status.E_NOT_FOUND);
});

checks['errors-remote'] = async (data) => {
  await using(async (one) => {
    const error = await failure(one.generate('video', { prompt: data.prompt }));
    assert.deepEqual([`CONCH_${error.code}`, error.httpCode, error.retriable], [data.status, data.http, false]);
    assert.ok(error.body && error.message);
  });
  await using(async (one) => {
    const error = await failure(one.call('accounts.list'));
    assert.deepEqual([`CONCH_${error.code}`, error.httpCode], [data.token_status, data.token_http]);
    assert.ok(!`${error} ${error.body} ${error.stack}`.includes(data.bad_token));
  }, { apiToken: data.bad_token });
};

checks['callback-error'] = (data) => using(async (one) => {
  const reported = [];
  let seen = 0;
  const listener = (error) => reported.push(error.message);
  process.on('uncaughtException', listener);
  const tasks = Array.from({ length: data.count }, (_, n) => one.call(data.operation, {}, {
    onEvent: (event) => {
      if (!event.done) return;
      if (n % 2) throw new Error('mishap');
      seen += 1;
    },
  }));
  await Promise.all(tasks);
  await delay(10);
  process.off('uncaughtException', listener);
  assert.deepEqual([reported.length, seen], [data.count / 2, data.count / 2]);
});

checks['destroy-busy'] = async (data) => {
  const one = client();
  let late = 0;
  const onEvent = () => { late += 1; };
  const tasks = [
    ...Array.from({ length: data.jobs }, () => one.generate('video', STUCK, { onEvent })),
    ...Array.from({ length: data.calls }, () => one.call('accounts.list', {}, { onEvent })),
  ];
  const ends = tasks.map((task) => task.result().then(() => 'ok', (error) => error.code));
  await delay(50);
  const before = Date.now();
  const closing = one.close();
  const count = late;
  await closing;
  assert.ok(Date.now() - before < data.seconds * 1000);
  for (const end of await within(Promise.all(ends), 5)) assert.ok(['ok', 'E_CANCELLED'].includes(end), end);
  await delay(50);
  assert.equal(late, count);
  assert.equal(conch.threadCount(), 0);
};

checks.closed = async () => {
  const one = client();
  const task = one.call('accounts.list');
  await task;
  await one.close();
  await one.close();
  assert.equal((await failure(() => one.call('accounts.list'))).status, conch.Status.E_HANDLE);
  assert.equal((await failure(() => task.state())).status, conch.Status.E_HANDLE);
  assert.ok(one.closed && (await task).httpCode === 200);
};

checks.exit = (data) => {
  const program = `
    const conch = require(${JSON.stringify(PACKAGE)});
    const one = new conch.Client({ apiToken: 't', baseUrl: ${JSON.stringify(URL)}, downloadDirectory: ${JSON.stringify(FOLDER)} });
    const tasks = [1, 2, 3].map(() => one.generate('video', { prompt: ${JSON.stringify(data.prompt)} }, { onEvent: () => {} }));
  `;
  for (const ending of [
    `process.exit(${data.code});`,
    `setTimeout(() => process.exit(${data.code}), 150);`,
    `one.close().then(() => { process.exitCode = ${data.code}; }); tasks[0].result().catch(() => {});`,
  ]) {
    const before = Date.now();
    const result = spawnSync(process.execPath, ['-e', program + ending], { encoding: 'utf8', timeout: 60000 });
    assert.deepEqual([result.status, result.stdout, result.stderr], [data.code, '', '']);
    assert.ok(Date.now() - before < 20000);
  }
};

checks.gc = async (data) => {
  let seen = 0;
  await using(async (one) => {
    for (let n = 0; n < data.count; n += 1) {
      one.call(data.operation, {}, { onEvent: (event) => { seen += event.done ? 1 : 0; } });
      if (n % 10 === 0) global.gc();
    }
    while (one.tasks.length) {
      await delay(5);
      global.gc();
    }
  });
  assert.equal(seen, data.count);
};

checks.loop = (data) => using(async (one) => {
  let ticks = 0;
  const timer = setInterval(() => { ticks += 1; }, 1);
  const results = await Promise.all(Array.from({ length: data.count }, () => one.call(data.operation)));
  clearInterval(timer);
  assert.ok(results.every((result) => result.httpCode === 200) && ticks > 0);
});

checks.journal = async (data) => {
  const kept = { stateDirectory: path.join(FOLDER, 'journal') };
  const remote = await using((first) => accepted(first.generate('video', { prompt: data.prompt })), kept);
  await using(async (second) => {
    const found = (await second.jobs({ state: data.state })).json.jobs;
    assert.deepEqual(found.map((job) => [job.prompt, job.owner, job.remoteIds]), [[data.prompt, 'none', [remote]]]);
    const ends = [];
    const restoring = second.restore(null, { onEvent: (event) => event.done && ends.push(event.task) });
    assert.equal((await restoring).json.left, 0);
    const [job] = restoring.restored;
    assert.equal(await accepted(job), remote);
    job.cancel(conch.Cancel.EVERYWHERE);
    assert.equal(`CONCH_${(await failure(within(job.result(), 30))).code}`, data.status);
    assert.deepEqual(ends, [restoring, job]);
    assert.deepEqual((await second.restore()).json.restored, []);
    await second.forget(found[0].job);
    assert.deepEqual((await second.jobs()).json.jobs, []);
    second.pause();
    const waiting = second.generate('video', { prompt: data.prompt }, { priority: 3 });
    while (waiting.state().phase !== 'WAITING') await delay(5);
    second.resume();
    await accepted(waiting);
    waiting.cancel(conch.Cancel.EVERYWHERE);
    await failure(waiting);
  }, kept);
};

checks.catalog = (data) => {
  const found = conch.catalog();
  assert.ok(found.operations.length > 40 && found.models.length > 10);
  const operation = MODEL.kinds.find((kind) => kind.name === data.kind).operation;
  assert.deepEqual(conch.validate(operation, data.params), []);
  assert.equal(conch.validate(operation, {})[0].rule, 'required');
  assert.equal(conch.estimate(operation, data.params).credits, data.credits);
  const unknown = conch.estimate('videos.create', { prompt: 'x' });
  assert.ok(unknown.credits === null && unknown.why.length > 10);
};

checks.params = () => {
  // Parameters are plain objects here; their types are what is made from the catalog.
  const types = fs.readFileSync(path.join(PACKAGE, 'params.d.ts'), 'utf8');
  for (const kind of MODEL.kinds) {
    const name = kind.name.split('_').map((w) => w[0].toUpperCase() + w.slice(1)).join('');
    const body = new RegExp(`export interface ${name}Params \\{([^}]*)\\}`).exec(types)[1];
    const fields = [...body.matchAll(/^ {2}(\w+)\??: /gm)].map((match) => match[1]);
    assert.deepEqual(fields, kind.parameters.map((p) => p.name));
    assert.equal(conch.JobKind[kind.name.toUpperCase()], kind.value);
  }
};

// --- what only Node has

checks['node-abort'] = () => using(async (one) => {
  const aborting = new AbortController();
  const task = one.generate('video', STUCK, { signal: aborting.signal });
  await accepted(task);
  aborting.abort();
  assert.equal((await failure(within(task.result(), 10))).status, conch.Status.E_CANCELLED);
  assert.throws(() => one.call('accounts.list', {}, { signal: aborting.signal }), { name: 'AbortError' });
  assert.ok((await one.call('accounts.list', {}, { signal: new AbortController().signal })).httpCode === 200);
});

checks['node-iteration'] = () => using(async (one) => {
  const events = [];
  const task = one.generate('video', { prompt: 'conch:no-credits' });
  const error = await failure(async () => { for await (const event of task) events.push(event); });
  assert.ok(events.at(-1).done && events.at(-1).error === error);
});

checks['node-many-clients'] = async () => {
  // More than the threads of Node's pool: files must still be readable meanwhile.
  const clients = Array.from({ length: 8 }, () => client());
  for (const one of clients) one.generate('video', STUCK);
  await within(fs.promises.readFile(__filename), 5);
  const results = await within(Promise.all(clients.map((one) => one.call('accounts.list'))), 30);
  assert.ok(results.every((result) => result.httpCode === 200));
  await Promise.all(clients.map((one) => one.close()));
  assert.equal(conch.threadCount(), 0);
};

checks['node-forgotten'] = async () => {
  (() => { client(); })();
  for (let n = 0; n < 200 && conch.threadCount() > 0; n += 1) {
    global.gc();
    await delay(20);
  }
  assert.equal(conch.threadCount(), 0);
};

checks['node-emulator'] = async () => {
  const emulator = new conch.Emulator({ speed: 600, seed: 7, program: process.env.CONCH_TEST_EMULATOR });
  await using(async (one) => assert.equal((await one.call('accounts.list')).httpCode, 200), { baseUrl: emulator.baseUrl });
  await emulator.stop();
  await emulator.stop();
};

checks['node-loading'] = () => {
  const program = `require(${JSON.stringify(PACKAGE)}).libraryVersion()`;
  const result = spawnSync(process.execPath, ['-e', program],
    { encoding: 'utf8', env: { ...process.env, CONCH_LIBRARY: '/no/such/file.so' } });
  assert.match(result.stderr, /libconch was not found[^]*\/no\/such\/file\.so/);
  assert.equal(conch.libraryPath(), process.env.CONCH_LIBRARY);
};

(async () => {
  let failed = 0;
  for (const [name, check] of Object.entries(checks)) {
    try {
      const why = await check(DATA[name] || {});
      console.log(why ? `skip ${name}: ${why}` : `ok ${name}`);
    } catch (error) {
      failed += 1;
      console.log(error.stack);
      console.log(`not ok ${name}: ${String(error).split('\n')[0]}`);
    }
  }
  process.exit(failed ? 1 : 0);
})();
