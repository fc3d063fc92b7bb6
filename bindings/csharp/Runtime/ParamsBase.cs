using System.Collections.Generic;

namespace Conch
{
    /// <summary>The parameters of one kind of job. What is null was not given; the service decides.</summary>
    public abstract class Params
    {
        public abstract JobKind Kind { get; }

        /// <summary>The operation that creates it.</summary>
        public abstract Operation Operation { get; }

        protected abstract void Write(IDictionary<string, object> values);

        /// <summary>With the service's own names: texts, numbers, booleans, lists and dictionaries.</summary>
        public IDictionary<string, object> ToDictionary()
        {
            var values = new Dictionary<string, object>();
            Write(values);
            return values;
        }

        protected static void Put(IDictionary<string, object> values, string name, object value)
        {
            if (value is IEnumerable<ConchFile> files)
            {
                var list = new List<object>();
                foreach (var file in files) list.Add(Plain(file));
                values[name] = list;
            }
            else if (value != null)
            {
                values[name] = Plain(value);
            }
        }

        private static object Plain(object value)
        {
            if (!(value is ConchFile file)) return value;
            return file.Value is ConchFile.LocalPath local
                ? new Dictionary<string, object> { ["path"] = local.Path }
                : file.Value;
        }
    }
}
