using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace Conch
{
    /// <summary>What a task brought.</summary>
    public sealed class ConchResult
    {
        private readonly ConchEvent end;

        internal ConchResult(ConchEvent end) => this.end = end;

        public IReadOnlyList<string> Files => end.Files;
        /// <summary>The first file; for jobs that make one.</summary>
        public string File => end.Files[0];
        public string JsonText => end.JsonText;
        public object Json => end.Json;
        /// <summary>The service's id of the job; "" for a call.</summary>
        public string RemoteId => end.RemoteId;
        public int HttpCode => end.HttpCode;
    }

    /// <summary>What is known about a task at this moment.</summary>
    public sealed class ConchTaskInfo
    {
        internal ConchTaskInfo(Native.conch_task_info info)
        {
            Phase = (Phase)info.phase;
            Status = (Status)info.status;
            Percent = info.percent < 0 ? (int?)null : info.percent;
            Remaining = info.remaining_ms < 0 ? (TimeSpan?)null : TimeSpan.FromMilliseconds(info.remaining_ms);
            Elapsed = TimeSpan.FromMilliseconds(info.elapsed_ms);
        }

        public Phase Phase { get; }
        public Status Status { get; }
        public int? Percent { get; }
        public TimeSpan? Remaining { get; }
        public TimeSpan Elapsed { get; }
    }

    /// <summary>A call or a job that was started. Await it, or look at it once a frame.</summary>
    public sealed class ConchTask
    {
        private readonly TaskCompletionSource<ConchResult> result =
            new TaskCompletionSource<ConchResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        private CancellationToken token;
        private CancellationTokenRegistration cancellation;

        internal ConchTask(ConchClient client, ulong id, IProgress<ConchEvent> progress, bool restores = false)
        {
            Restores = restores;
            Client = client;
            Id = id;
            Progress = progress;
            // Nobody has to look at how it ended: a failure that nobody awaited is not an unobserved exception.
            _ = result.Task.ContinueWith(task => task.Exception, TaskContinuationOptions.OnlyOnFaulted);
        }

        public ConchClient Client { get; }
        public ulong Id { get; }
        /// <summary>Of Restore(), when it has ended: the tasks of the jobs that it brought back.</summary>
        public IReadOnlyList<ConchTask> Restored { get; internal set; } = new ConchTask[0];
        internal bool Restores { get; }
        public bool IsDone => result.Task.IsCompleted;
        /// <summary>The newest that it said.</summary>
        public ConchEvent LastEvent { get; private set; }

        /// <summary>
        /// Ends with the result, a ConchException, or as cancelled. With a client that is pumped by hand it needs
        /// ConchClient.Update() to come to its end.
        /// </summary>
        public Task<ConchResult> Result => result.Task;

        public TaskAwaiter<ConchResult> GetAwaiter() => result.Task.GetAwaiter();

        internal IProgress<ConchEvent> Progress { get; }

        public ConchTaskInfo State()
        {
            var info = new Native.conch_task_info();
            Native.conch_task_info_init(ref info, (UIntPtr)Marshal.SizeOf(typeof(Native.conch_task_info)));
            ConchException.Check(Native.conch_task_state(Client.Handle, Id, ref info));
            return new ConchTaskInfo(info);
        }

        /// <summary>Asks for an end, here or everywhere. Never blocks; may be called twice.</summary>
        public void Cancel(Cancel where = Conch.Cancel.Here)
        {
            var status = Native.conch_task_cancel(Client.Handle, Id, (int)where);
            if (status != (int)Status.NotFound) ConchException.Check(status);
        }

        internal void CancelWith(CancellationToken when)
        {
            if (!when.CanBeCanceled) return;
            token = when;
            cancellation = token.Register(() => Native.conch_task_cancel(Client.Handle, Id, (int)Conch.Cancel.Here));
        }

        /// <summary>Keeps what the event says. What awaits the task goes on only after the progress was told.</summary>
        internal void Deliver(ConchEvent happened)
        {
            LastEvent = happened;
            try
            {
                Progress?.Report(happened);
            }
            finally
            {
                if (happened.IsDone) End(happened);
            }
        }

        internal void End(ConchEvent end)
        {
            LastEvent = end;
            cancellation.Dispose();
            if (end.Error == null) result.TrySetResult(new ConchResult(end));
            else if (end.Error.Status == Status.Cancelled && token.IsCancellationRequested) result.TrySetCanceled();
            else result.TrySetException(end.Error);
        }
    }
}
