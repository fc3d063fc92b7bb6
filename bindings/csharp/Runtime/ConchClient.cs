using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

namespace Conch
{
    /// <summary>Who takes a client's events, and so runs its callbacks.</summary>
    public enum ConchPump
    {
        /// <summary>A thread of its own, so that awaiting just works. For programs without frames.</summary>
        Background,

        /// <summary>You, with ConchClient.Update() once a frame. For Unity and other engines: everything happens there.</summary>
        Manual,
    }

    /// <summary>
    /// One endpoint, one set of credentials, one worker thread. Native code never calls into managed code: no delegate can be
    /// collected too early, and a domain that is unloaded has nothing that could call into it.
    /// </summary>
    public sealed class ConchClient : IDisposable
    {
        /// <summary>The longest stay inside the library in one go.</summary>
        private const int SliceMilliseconds = 100;

        private static readonly List<WeakReference<ConchClient>> Open = new List<WeakReference<ConchClient>>();
        private static readonly int TaskOptionsSize = Marshal.SizeOf(typeof(Native.conch_task_options));

        private readonly Dictionary<ulong, ConchTask> tasks = new Dictionary<ulong, ConchTask>();
        private readonly object taking = new object(); // held by the thread that takes events
        private readonly Thread thread;
        private IntPtr handle;
        private bool updating;

        static ConchClient()
        {
            // Before a domain is unloaded (Unity does that on every change of a script) and before the process ends.
            AppDomain.CurrentDomain.DomainUnload += (sender, e) => DisposeAll();
            AppDomain.CurrentDomain.ProcessExit += (sender, e) => DisposeAll();
        }

        public ConchClient(ConchClientOptions options = null, ConchPump pump = ConchPump.Background)
        {
            using (var scratch = new Scratch())
            {
                var native = (options ?? new ConchClientOptions()).ToNative(scratch);
                var status = Native.conch_client_create(ref native, out handle, out var error);
                if (status < 0) throw ConchException.Take(error, status);
            }
            lock (Open) Open.Add(new WeakReference<ConchClient>(this));
            if (pump != ConchPump.Background) return;
            var weak = new WeakReference<ConchClient>(this);
            thread = new Thread(() => Pump(weak)) { IsBackground = true, Name = "conch-events" };
            thread.Start();
        }

        ~ConchClient() => Native.conch_client_destroy(handle);

        /// <summary>
        /// What a callback threw on the pump's own thread. Without a handler it ends the program, as every exception of a
        /// background thread does. With ConchPump.Manual exceptions come out of Update() instead.
        /// </summary>
        public event Action<Exception> CallbackFailed;

        /// <summary>Hears events of tasks without a progress of their own, and log lines.</summary>
        public IProgress<ConchEvent> Progress { get; set; }

        public bool IsClosed => handle == IntPtr.Zero;

        internal IntPtr Handle => handle;

        /// <summary>Everything that was started here and has not ended.</summary>
        public ConchTask[] Tasks()
        {
            lock (tasks) return tasks.Values.ToArray();
        }

        /// <summary>Starts a job. Returns at once.</summary>
        public ConchTask Generate(Params parameters, ConchJobOptions options = null, IProgress<ConchEvent> progress = null,
            CancellationToken cancellation = default(CancellationToken)) =>
            Generate(parameters.Kind, parameters.ToDictionary(), options, progress, cancellation);

        /// <summary>The same with the service's own names.</summary>
        public ConchTask Generate(JobKind kind, IDictionary<string, object> parameters, ConchJobOptions options = null,
            IProgress<ConchEvent> progress = null, CancellationToken cancellation = default(CancellationToken))
        {
            var text = Text.Bytes(Json.Write(parameters));
            return Start((ref Native.conch_task_options o, out ulong id, out IntPtr error) =>
                    Native.conch_generate(handle, (int)kind, text, ref o, out id, out error),
                options ?? new ConchJobOptions(), progress, cancellation);
        }

        /// <summary>Starts one operation of the service.</summary>
        public ConchTask Call(Operation operation, IDictionary<string, object> parameters = null,
            ConchJobOptions options = null, IProgress<ConchEvent> progress = null,
            CancellationToken cancellation = default(CancellationToken))
        {
            var text = Text.Bytes(parameters == null ? "{}" : Json.Write(parameters));
            return Start((ref Native.conch_task_options o, out ulong id, out IntPtr error) =>
                    Native.conch_call(handle, (int)operation, text, ref o, out id, out error),
                options ?? new ConchJobOptions(), progress, cancellation);
        }

        /// <summary>Reads a whole list: one CHUNK event a page, whose Json is a list of items. most: 0 for all.</summary>
        public ConchTask List(Operation operation, IDictionary<string, object> parameters = null, ulong most = 0,
            IProgress<ConchEvent> progress = null, CancellationToken cancellation = default(CancellationToken))
        {
            var text = Text.Bytes(parameters == null ? "{}" : Json.Write(parameters));
            return Start((ref Native.conch_task_options o, out ulong id, out IntPtr error) =>
                    Native.conch_list(handle, (int)operation, text, most, ref o, out id, out error),
                new ConchJobOptions(), progress, cancellation);
        }

        /// <summary>
        /// Reads the journal: jobs of this program, of others that run, and of those that ended, newest first; "jobs" in the
        /// result's Json. Nothing is asked of the service. state: "unfinished", "ended" or null; limit: 0 for all.
        /// </summary>
        public ConchTask Jobs(string state = null, string job = null, int limit = 0)
        {
            var filter = new Dictionary<string, object>();
            if (state != null) filter["state"] = state;
            if (job != null) filter["job"] = job;
            if (limit > 0) filter["limit"] = limit;
            var text = Text.Bytes(Json.Write(filter));
            return Start((ref Native.conch_task_options o, out ulong id, out IntPtr error) =>
                    Native.conch_jobs_list(handle, text, ref o, out id, out error),
                new ConchJobOptions(), null, default(CancellationToken));
        }

        /// <summary>
        /// Brings back unfinished jobs that nobody works on, or the one with this id. When the task has ended, its Restored
        /// are the tasks of the jobs; the progress holds for all of them.
        /// </summary>
        public ConchTask Restore(string job = null, IProgress<ConchEvent> progress = null)
        {
            var text = Text.Bytes(job);
            return Start((ref Native.conch_task_options o, out ulong id, out IntPtr error) =>
                    Native.conch_jobs_restore(handle, text, ref o, out id, out error),
                new ConchJobOptions(), progress, default(CancellationToken), true);
        }

        /// <summary>Takes a job out of the journal. Nothing happens at the service and to files.</summary>
        public ConchTask Forget(string job)
        {
            var text = Text.Bytes(job);
            return Start((ref Native.conch_task_options o, out ulong id, out IntPtr error) =>
                    Native.conch_job_forget(handle, text, ref o, out id, out error),
                new ConchJobOptions(), null, default(CancellationToken));
        }

        /// <summary>Holds back what costs: jobs that wait to be created stay waiting. Those that run are followed.</summary>
        public void Pause() => ConchException.Check(Native.conch_client_pause(handle));

        public void Resume() => ConchException.Check(Native.conch_client_resume(handle));

        /// <summary>
        /// Takes the events that are there and tells the progress of their tasks, on this thread. Call it once a frame. An
        /// exception of a callback comes out of here; nothing is lost by it, the next call goes on with the next event.
        /// </summary>
        /// <returns>how many events were taken</returns>
        public int Update(int most = int.MaxValue)
        {
            var count = 0;
            while (count < most && Take(0)) ++count;
            return count;
        }

        /// <summary>Lets the service call back; the address that jobs which start afterwards send as replyUrl.</summary>
        public string Listen(ConchWebhookOptions options = null)
        {
            using (var scratch = new Scratch())
            {
                var native = (options ?? new ConchWebhookOptions()).ToNative(scratch);
                var status = Native.conch_webhook_listen(handle, ref native, out var url, out var error);
                if (status < 0) throw ConchException.Take(error, status);
                return Text.Take(url);
            }
        }

        public void StopListening() => ConchException.Check(Native.conch_webhook_stop(handle));

        /// <summary>Hands over a callback that a server of your own received.</summary>
        public void Deliver(byte[] body) =>
            ConchException.Check(Native.conch_webhook_deliver(handle, body, (UIntPtr)body.Length));

        /// <summary>Cancels everything here and ends the client. Jobs at the service live on.</summary>
        public void Dispose()
        {
            GC.SuppressFinalize(this);
            lock (Open) Open.RemoveAll(weak => !weak.TryGetTarget(out var client) || client == this);
            var ending = Interlocked.Exchange(ref handle, IntPtr.Zero);
            if (ending == IntPtr.Zero) return;
            Native.conch_client_close(ending); // wakes the thread that waits for events
            // That one may just be reading an event; a callback that takes longer is not waited for.
            var alone = Monitor.TryEnter(taking, 3 * SliceMilliseconds);
            Native.conch_client_destroy(ending);
            if (alone) Monitor.Exit(taking);
            if (thread != null && thread != Thread.CurrentThread) thread.Join();
            ConchTask[] left;
            lock (tasks)
            {
                left = tasks.Values.ToArray();
                tasks.Clear();
            }
            foreach (var task in left) task.End(ConchEvent.Abandoned(task));
        }

        private delegate int Submit(ref Native.conch_task_options options, out ulong id, out IntPtr error);

        private ConchTask Start(Submit submit, ConchJobOptions options, IProgress<ConchEvent> progress,
            CancellationToken cancellation, bool restores = false)
        {
            cancellation.ThrowIfCancellationRequested();
            using (var scratch = new Scratch())
            {
                var native = new Native.conch_task_options();
                Native.conch_task_options_init(ref native, (UIntPtr)TaskOptionsSize);
                options.Fill(ref native, scratch);
                ConchTask task;
                // The taker looks a task up under the same lock, so no event comes before the task is known.
                lock (tasks)
                {
                    var status = submit(ref native, out var id, out var error);
                    if (status < 0) throw ConchException.Take(error, status);
                    task = new ConchTask(this, id, progress, restores);
                    tasks[id] = task;
                }
                task.CancelWith(cancellation);
                return task;
            }
        }

        private static void DisposeAll()
        {
            WeakReference<ConchClient>[] all;
            lock (Open) all = Open.ToArray();
            foreach (var weak in all)
                if (weak.TryGetTarget(out var client)) client.Dispose();
        }

        /// <summary>Takes one event, if one comes in time; false also when the client was closed meanwhile.</summary>
        private bool Take(int timeoutMilliseconds)
        {
            ConchEvent taken;
            lock (taking)
            {
                if (updating) throw new ConchException(Status.Reentrant, "a callback may not take events of its own client");
                var status = Native.conch_client_next_event(handle, timeoutMilliseconds, out var pointer);
                if (status < 0) throw new ConchException((Status)status);
                if (status != (int)Status.Ok || pointer == IntPtr.Zero) return false;
                taken = ConchEvent.Read(pointer);
                updating = true;
                try
                {
                    Route(taken);
                }
                finally
                {
                    updating = false;
                }
            }
            return true;
        }

        private void Route(ConchEvent happened)
        {
            ConchTask task;
            lock (tasks)
            {
                if (tasks.TryGetValue(happened.TaskId, out task) && happened.IsDone) tasks.Remove(happened.TaskId);
                if (task != null && task.Restores && happened.IsDone && happened.Error == null) Welcome(task, happened);
            }
            happened.Task = task;
            if (task?.Progress == null) Progress?.Report(happened);
            task?.Deliver(happened);
        }

        /// <summary>Restored jobs become tasks before their first events come.</summary>
        private void Welcome(ConchTask task, ConchEvent ending)
        {
            var restored = new List<ConchTask>();
            foreach (var item in (IList<object>)((IDictionary<string, object>)ending.Json)["restored"])
            {
                var id = ulong.Parse((string)((IDictionary<string, object>)item)["task"], CultureInfo.InvariantCulture);
                restored.Add(tasks[id] = new ConchTask(this, id, task.Progress));
            }
            task.Restored = restored;
        }

        private static void Pump(WeakReference<ConchClient> weak)
        {
            while (PumpOnce(weak)) { }
        }

        /// <summary>Holds the client only while it takes an event, so that a forgotten one can be collected.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static bool PumpOnce(WeakReference<ConchClient> weak)
        {
            if (!weak.TryGetTarget(out var client) || client.IsClosed) return false;
            try
            {
                client.Take(SliceMilliseconds);
            }
            catch (ConchException failure) when (client.IsClosed &&
                (failure.Status == Status.Handle || failure.Status == Status.Closed))
            {
                return false;
            }
            catch (Exception failure) when (client.CallbackFailed != null)
            {
                client.CallbackFailed(failure);
            }
            return true;
        }
    }

    /// <summary>How a task is run.</summary>
    public sealed class ConchJobOptions
    {
        /// <summary>Where files go; null: the client's DownloadDirectory.</summary>
        public string Directory { get; set; }
        /// <summary>Name of the first file; null: made from kind, time and id.</summary>
        public string FileName { get; set; }
        /// <summary>When to give up; a job at the service lives on.</summary>
        public TimeSpan Deadline { get; set; }
        /// <summary>Local files for the upload of a call.</summary>
        public string[] Files { get; set; }
        public TaskFlags Flags { get; set; }
        /// <summary>Which of the jobs that wait for a place is created first; the highest.</summary>
        public int Priority { get; set; }

        internal void Fill(ref Native.conch_task_options native, Scratch scratch)
        {
            native.flags = (uint)Flags;
            native.priority = Priority;
            native.deadline_ms = (ulong)Deadline.TotalMilliseconds;
            native.directory = scratch.Add(Directory);
            native.file_name = scratch.Add(FileName);
            native.files = scratch.Add(Files);
            native.file_count = (UIntPtr)(Files?.Length ?? 0);
        }
    }
}
