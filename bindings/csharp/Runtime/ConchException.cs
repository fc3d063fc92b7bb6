using System;
using System.Collections.Generic;

namespace Conch
{
    /// <summary>Something did not work. The text is for people; programs look at the properties.</summary>
    public sealed class ConchException : Exception
    {
        public Status Status { get; }
        /// <summary>The parameter, option or file at fault; "" when no single one is.</summary>
        public string Field { get; private set; } = "";
        /// <summary>Every rule that was broken, each with "field", "rule", "allowed", "given" and "message".</summary>
        public IList<object> Violations { get; private set; } = new List<object>();
        /// <summary>0 when the service did not answer, or was not asked.</summary>
        public int HttpCode { get; private set; }
        public long ServiceCode { get; private set; }
        /// <summary>Whether the very same request may succeed later.</summary>
        public bool Retriable { get; private set; }
        /// <summary>How long to wait before trying again; null when nothing is known.</summary>
        public TimeSpan? RetryAfter { get; private set; }
        /// <summary>The service's answer as it came.</summary>
        public string Body { get; private set; } = "";

        internal ConchException(Status status, string message = null)
            : base(message ?? Text.Read(Native.conch_status_message((int)status))) => Status = status;

        /// <summary>What a conch_error says; it stays whose it is.</summary>
        internal static ConchException Read(IntPtr error)
        {
            var violations = Text.Read(Native.conch_error_violations, error); // "" when the client is just being closed
            var wait = Native.conch_error_retry_after_ms(error);
            return new ConchException((Status)Native.conch_error_status(error), Text.Read(Native.conch_error_message, error))
            {
                Field = Text.Read(Native.conch_error_field, error),
                Violations = violations.Length == 0 ? new List<object>() : (IList<object>)Json.Read(violations),
                HttpCode = Native.conch_error_http_code(error),
                ServiceCode = Native.conch_error_service_code(error),
                Retriable = Native.conch_error_retriable(error) != 0,
                RetryAfter = wait < 0 ? (TimeSpan?)null : TimeSpan.FromMilliseconds(wait),
                Body = Text.Read(Native.conch_error_body, error),
            };
        }

        /// <summary>The same for one that is ours to release; the bare status will do where there is none.</summary>
        internal static ConchException Take(IntPtr error, int status)
        {
            if (error == IntPtr.Zero) return new ConchException((Status)status);
            try
            {
                return Read(error);
            }
            finally
            {
                Native.conch_error_destroy(error);
            }
        }

        internal static void Check(int status)
        {
            if (status < 0) throw new ConchException((Status)status);
        }
    }
}
