using System;
using System.Collections.Generic;
using System.Text;

namespace Conch
{
    /// <summary>What a task has to say, copied out of the library: it can be kept.</summary>
    public sealed class ConchEvent
    {
        public EventType Type { get; private set; }
        public ulong TaskId { get; private set; }
        /// <summary>Null for log lines that belong to no task.</summary>
        public ConchTask Task { get; internal set; }
        public Status Status { get; private set; }
        public Phase Phase { get; private set; }
        /// <summary>0 to 100; null when nothing is known.</summary>
        public int? Percent { get; private set; }
        public string Message { get; private set; }
        /// <summary>The service's JSON, as it came.</summary>
        public string JsonText { get; private set; }
        /// <summary>A piece of a stream.</summary>
        public byte[] Chunk { get; private set; }
        public IReadOnlyList<string> Files { get; private set; }
        public string RemoteId { get; private set; }
        public int HttpCode { get; private set; }
        public ulong Bytes { get; private set; }
        public ulong? BytesTotal { get; private set; }
        public TimeSpan? Remaining { get; private set; }
        /// <summary>Why a task ended without success.</summary>
        public ConchException Error { get; internal set; }

        public bool IsDone => Type == EventType.Done;

        /// <summary>The service's JSON as dictionaries and lists; null when there is none.</summary>
        public object Json => JsonText.Length == 0 ? null : Conch.Json.Read(JsonText);

        internal static ConchEvent Read(IntPtr pointer)
        {
            var percent = Native.conch_event_percent(pointer);
            var remaining = Native.conch_event_remaining_ms(pointer);
            var bytes = Native.conch_event_bytes(pointer, out var total);
            var error = Native.conch_event_error(pointer);
            var files = new string[checked((int)Native.conch_event_file_count(pointer).ToUInt64())];
            for (var i = 0; i < files.Length; ++i)
            {
                var start = Native.conch_event_file(pointer, (UIntPtr)i, out var size);
                files[i] = Encoding.UTF8.GetString(Text.Copy(start, size));
            }
            return new ConchEvent
            {
                Type = (EventType)Native.conch_event_type(pointer),
                TaskId = Native.conch_event_task(pointer),
                Status = (Status)Native.conch_event_status(pointer),
                Phase = (Phase)Native.conch_event_phase(pointer),
                Percent = percent < 0 ? (int?)null : percent,
                Message = Text.Read(Native.conch_event_message, pointer),
                JsonText = Text.Read(Native.conch_event_json, pointer),
                Chunk = Text.ReadBytes(Native.conch_event_chunk, pointer),
                Files = files,
                RemoteId = Text.Read(Native.conch_event_remote_id, pointer),
                HttpCode = Native.conch_event_http_code(pointer),
                Bytes = bytes,
                BytesTotal = total == 0 ? (ulong?)null : total,
                Remaining = remaining < 0 ? (TimeSpan?)null : TimeSpan.FromMilliseconds(remaining),
                Error = error == IntPtr.Zero ? null : ConchException.Read(error),
            };
        }

        /// <summary>What a task ends with when its client goes before it.</summary>
        internal static ConchEvent Abandoned(ConchTask task) => new ConchEvent
        {
            Type = EventType.Done,
            TaskId = task.Id,
            Task = task,
            Status = Status.Cancelled,
            Phase = Phase.Ended,
            Message = "",
            JsonText = "",
            Chunk = new byte[0],
            Files = new string[0],
            RemoteId = "",
            Error = new ConchException(Status.Cancelled,
                "the client was closed before this task ended; a job at the service lives on"),
        };
    }
}
