using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Conch
{
    /// <summary>Texts over the border: UTF-8 with a NUL behind it.</summary>
    internal static class Text
    {
        internal delegate IntPtr ReadWithSize(IntPtr handle, out UIntPtr size);

        internal static byte[] Bytes(string text)
        {
            if (text == null) return null;
            var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
            Encoding.UTF8.GetBytes(text, 0, text.Length, bytes, 0);
            return bytes;
        }

        internal static byte[] Copy(IntPtr start, UIntPtr size)
        {
            var bytes = new byte[checked((int)size.ToUInt64())];
            if (bytes.Length > 0) Marshal.Copy(start, bytes, 0, bytes.Length);
            return bytes;
        }

        internal static string Read(ReadWithSize read, IntPtr handle) => Encoding.UTF8.GetString(ReadBytes(read, handle));

        internal static byte[] ReadBytes(ReadWithSize read, IntPtr handle)
        {
            var start = read(handle, out var size);
            return Copy(start, size);
        }

        /// <summary>A text that ends with its NUL.</summary>
        internal static string Read(IntPtr start)
        {
            if (start == IntPtr.Zero) return "";
            var length = 0;
            while (Marshal.ReadByte(start, length) != 0) ++length;
            return Encoding.UTF8.GetString(Copy(start, (UIntPtr)length));
        }

        /// <summary>The same for one that is ours to release.</summary>
        internal static string Take(IntPtr start)
        {
            try
            {
                return Read(start);
            }
            finally
            {
                Native.conch_free(start);
            }
        }
    }

    /// <summary>Texts in unmanaged memory as long as a call lasts, for the fields of structs.</summary>
    internal sealed class Scratch : IDisposable
    {
        private readonly System.Collections.Generic.List<IntPtr> blocks = new System.Collections.Generic.List<IntPtr>();

        internal IntPtr Add(string text)
        {
            if (text == null) return IntPtr.Zero;
            var bytes = Text.Bytes(text);
            var block = Allocate(bytes.Length);
            Marshal.Copy(bytes, 0, block, bytes.Length);
            return block;
        }

        internal IntPtr Add(string[] texts)
        {
            if (texts == null || texts.Length == 0) return IntPtr.Zero;
            var block = Allocate(IntPtr.Size * texts.Length);
            for (var i = 0; i < texts.Length; ++i) Marshal.WriteIntPtr(block, i * IntPtr.Size, Add(texts[i]));
            return block;
        }

        private IntPtr Allocate(int size)
        {
            var block = Marshal.AllocHGlobal(size);
            blocks.Add(block);
            return block;
        }

        public void Dispose()
        {
            foreach (var block in blocks) Marshal.FreeHGlobal(block);
            blocks.Clear();
        }
    }
}
