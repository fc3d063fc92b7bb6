using System;
using System.Collections.Generic;
using System.Text;

namespace Conch
{
    /// <summary>What the service can do, as data; checks and prices before anything is paid.</summary>
    public static class ConchCatalog
    {
        /// <summary>The version of the library that was loaded.</summary>
        public static string LibraryVersion => Text.Read(Native.conch_version_string());

        /// <summary>How many threads of the library exist: 0 when no client is open.</summary>
        public static int ThreadCount => Native.conch_debug_thread_count();

        /// <summary>All operations, parameters, models, options and prices.</summary>
        public static IDictionary<string, object> Read()
        {
            var start = Native.conch_catalog_json(out var size);
            return (IDictionary<string, object>)Json.Read(Encoding.UTF8.GetString(Text.Copy(start, size)));
        }

        /// <summary>Every rule that parameters break, without sending anything; empty when all is well.</summary>
        public static IList<object> Validate(Params parameters) =>
            Validate(parameters.Operation, parameters.ToDictionary());

        public static IList<object> Validate(Operation operation, IDictionary<string, object> parameters,
            TaskFlags flags = TaskFlags.Default)
        {
            var status = Native.conch_validate((int)operation, Text.Bytes(Json.Write(parameters)), (uint)flags, out var found);
            var text = Text.Take(found);
            if (status != (int)Status.Invalid) ConchException.Check(status);
            return (IList<object>)Json.Read(text);
        }

        /// <summary>What a request would cost; null when it cannot be known. why: how that was reckoned.</summary>
        public static long? Estimate(Params parameters, out string why)
        {
            var status = Native.conch_estimate((int)parameters.Operation, Text.Bytes(Json.Write(parameters.ToDictionary())),
                out var credits, out var reason);
            why = Text.Take(reason);
            ConchException.Check(status);
            return credits < 0 ? (long?)null : credits;
        }

        /// <summary>What a callback of the service says, for programs with a server of their own.</summary>
        public static IDictionary<string, object> ParseWebhook(byte[] body)
        {
            ConchException.Check(Native.conch_webhook_parse(body, (UIntPtr)body.Length, out var summary));
            return (IDictionary<string, object>)Json.Read(Text.Take(summary));
        }

        /// <summary>What an account's address and login token say, without sending them anywhere.</summary>
        public static IDictionary<string, object> InspectAccount(string url, string token)
        {
            var status = Native.conch_account_inspect(Text.Bytes(url), Text.Bytes(token), out var found, out var error);
            if (status < 0) throw ConchException.Take(error, status);
            return (IDictionary<string, object>)Json.Read(Text.Take(found));
        }
    }

    /// <summary>The service's stand-in on this machine, to share between clients.</summary>
    public sealed class ConchEmulator : IDisposable
    {
        private IntPtr handle;

        public ConchEmulator(ConchEmulatorOptions options = null)
        {
            using (var scratch = new Scratch())
            {
                var native = (options ?? new ConchEmulatorOptions()).ToNative(scratch);
                var status = Native.conch_emulator_start(ref native, out handle, out var error);
                if (status < 0) throw ConchException.Take(error, status);
            }
            BaseUrl = Text.Read(Native.conch_emulator_base_url(handle));
        }

        ~ConchEmulator() => Native.conch_emulator_stop(handle);

        public string BaseUrl { get; }

        public void Dispose()
        {
            GC.SuppressFinalize(this);
            Native.conch_emulator_stop(handle);
            handle = IntPtr.Zero;
        }
    }
}
