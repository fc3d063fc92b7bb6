// What TypeScript makes of the package. Lines after @ts-expect-error must be wrong.
import * as conch from 'libconch';

async function main(): Promise<void> {
  const client = new conch.Client({ baseUrl: 'emulator:', downloadDirectory: 'out', logLevel: conch.LogLevel.WARNING });
  const task: conch.Task = client.generate('video', { prompt: 'a shell', model: 'T2V-2.3', fileID: { path: 'a.png' } });
  client.generate('video', { prompt: 'a model of tomorrow', model: 'T2V-9' });
  client.generate('templateVideo', { templateId: '1' }, { signal: new AbortController().signal });
  // @ts-expect-error the prompt is required
  client.generate('image', {});
  // @ts-expect-error no such kind
  client.generate('opera', {});
  // @ts-expect-error the options are a closed set
  client.generate('video', { options: '4k-forever' });
  for await (const event of task) {
    if (event.phase === 'DOWNLOADING') console.log(event.percent ?? 0, event.chunk.length);
    // @ts-expect-error no such phase
    if (event.phase === 'SLEEPING') console.log();
  }
  const result: conch.Result = await task;
  const id: bigint = task.id;
  console.log(result.file.length, id);
  try {
    await client.call('videos.list');
  } catch (error) {
    if (error instanceof conch.ConchError && error.status === conch.Status.E_INVALID) console.log(error.violations[0].rule);
  }
  const restoring = client.restore();
  await restoring;
  const brought: conch.Task[] = restoring.restored;
  const records: conch.JobRecord[] = (await client.jobs({ state: 'ended' })).json.jobs;
  console.log(brought.length, records[0].owner === 'none');
  // @ts-expect-error no such state
  client.jobs({ state: 'asleep' });
  await client.close();
}

void main();
