using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Conch
{
    /// <summary>
    /// JSON without a dependency: dictionaries, lists, texts, booleans, null, long, ulong and double. Whole numbers keep all
    /// their digits.
    /// </summary>
    public static class Json
    {
        private const int DeepestLevel = 200;

        public static string Write(object value)
        {
            var text = new StringBuilder();
            Write(value, text);
            return text.ToString();
        }

        /// <summary>Throws FormatException when it is not JSON.</summary>
        public static object Read(string text)
        {
            var reader = new Reader(text);
            return reader.ReadAll();
        }

        private static void Write(object value, StringBuilder text)
        {
            if (value == null) text.Append("null");
            else if (value is string s) Quote(s, text);
            else if (value is bool b) text.Append(b ? "true" : "false");
            else if (value is float f) Write((double)f, text);
            else if (value is double d)
            {
                if (double.IsNaN(d) || double.IsInfinity(d)) throw new ArgumentException("JSON has no " + d);
                text.Append(d.ToString("R", CultureInfo.InvariantCulture));
            }
            else if (value is IDictionary dictionary)
            {
                Separated(dictionary.Keys, '{', '}', text, key =>
                {
                    Quote(key.ToString(), text);
                    text.Append(':');
                    Write(dictionary[key], text);
                });
            }
            else if (value is IEnumerable list) Separated(list, '[', ']', text, item => Write(item, text));
            else if (value is IFormattable number) text.Append(number.ToString(null, CultureInfo.InvariantCulture));
            else throw new ArgumentException($"a {value.GetType()} cannot be sent");
        }

        private static void Separated(IEnumerable items, char open, char close, StringBuilder text, Action<object> write)
        {
            text.Append(open);
            var first = true;
            foreach (var item in items)
            {
                if (!first) text.Append(',');
                first = false;
                write(item);
            }
            text.Append(close);
        }

        private static void Quote(string value, StringBuilder text)
        {
            text.Append('"');
            foreach (var c in value)
            {
                if (c == '"' || c == '\\') text.Append('\\').Append(c);
                else if (c < ' ') text.Append("\\u").Append(((int)c).ToString("x4"));
                else text.Append(c);
            }
            text.Append('"');
        }

        private sealed class Reader
        {
            private readonly string text;
            private int at;

            internal Reader(string text) => this.text = text;

            internal object ReadAll()
            {
                var value = ReadValue(0);
                if (Peek() != '\0') throw Wrong();
                return value;
            }

            private Exception Wrong() => new FormatException("not JSON at character " + at);

            private char Peek()
            {
                while (at < text.Length && char.IsWhiteSpace(text[at])) ++at;
                return at < text.Length ? text[at] : '\0';
            }

            private void Expect(string word)
            {
                if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0) throw Wrong();
                at += word.Length;
            }

            private object ReadValue(int level)
            {
                if (level > DeepestLevel) throw new FormatException("JSON is nested too deeply");
                switch (Peek())
                {
                    case '{': return ReadObject(level);
                    case '[': return ReadList(level);
                    case '"': return ReadText();
                    case 't': Expect("true"); return true;
                    case 'f': Expect("false"); return false;
                    case 'n': Expect("null"); return null;
                    default: return ReadNumber();
                }
            }

            private object ReadObject(int level)
            {
                var found = new Dictionary<string, object>();
                ++at;
                if (Peek() == '}') { ++at; return found; }
                while (true)
                {
                    if (Peek() != '"') throw Wrong();
                    var key = ReadText();
                    if (Peek() != ':') throw Wrong();
                    ++at;
                    found[key] = ReadValue(level + 1);
                    if (!More('}')) return found;
                }
            }

            private object ReadList(int level)
            {
                var found = new List<object>();
                ++at;
                if (Peek() == ']') { ++at; return found; }
                while (true)
                {
                    found.Add(ReadValue(level + 1));
                    if (!More(']')) return found;
                }
            }

            private bool More(char close)
            {
                var c = Peek();
                if (c != ',' && c != close) throw Wrong();
                ++at;
                return c == ',';
            }

            private string ReadText()
            {
                var found = new StringBuilder();
                ++at;
                while (true)
                {
                    if (at >= text.Length) throw Wrong();
                    var c = text[at++];
                    if (c == '"') return found.ToString();
                    found.Append(c == '\\' ? ReadEscape() : c);
                }
            }

            private char ReadEscape()
            {
                if (at >= text.Length) throw Wrong();
                var c = text[at++];
                switch (c)
                {
                    case 'b': return '\b';
                    case 'f': return '\f';
                    case 'n': return '\n';
                    case 'r': return '\r';
                    case 't': return '\t';
                    case 'u':
                        if (at + 4 > text.Length || !ushort.TryParse(text.Substring(at, 4), NumberStyles.AllowHexSpecifier,
                                CultureInfo.InvariantCulture, out var code)) throw Wrong();
                        at += 4;
                        return (char)code;
                    default: return c;
                }
            }

            private object ReadNumber()
            {
                var start = at;
                while (at < text.Length && (char.IsDigit(text[at]) || "+-.eE".IndexOf(text[at]) >= 0)) ++at;
                var digits = text.Substring(start, at - start);
                var style = NumberStyles.AllowLeadingSign;
                if (long.TryParse(digits, style, CultureInfo.InvariantCulture, out var whole)) return whole;
                if (ulong.TryParse(digits, style, CultureInfo.InvariantCulture, out var large)) return large;
                if (double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
                at = start;
                throw Wrong();
            }
        }
    }
}
