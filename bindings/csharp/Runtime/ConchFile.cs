namespace Conch
{
    /// <summary>A file: one on this machine, or one that the service has.</summary>
    public sealed class ConchFile
    {
        private readonly object value;

        private ConchFile(object value) => this.value = value;

        /// <summary>A file on this machine; the job uploads it first.</summary>
        public static ConchFile Local(string path) => new ConchFile(new LocalPath(path));

        /// <summary>The id of a file that the service has.</summary>
        public static implicit operator ConchFile(string id) => id == null ? null : new ConchFile(id);

        /// <summary>As JSON has it: a text, or an object with a path.</summary>
        internal object Value => value;

        internal sealed class LocalPath
        {
            internal LocalPath(string path) => Path = path;
            internal string Path { get; }
        }
    }
}
