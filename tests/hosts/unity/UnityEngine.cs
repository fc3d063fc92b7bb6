// A stand-in for the few classes of Unity that the sample uses, enough to compile and run it without Unity.
using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading;

namespace UnityEngine
{
    public class MonoBehaviour { }

    public sealed class Renderer
    {
        public Material material { get; } = new Material();
    }

    public sealed class Material
    {
        public Texture2D mainTexture { get; set; }
    }

    public sealed class Texture2D
    {
        public Texture2D(int width, int height) { }
        public byte[] Loaded { get; private set; }

        public bool LoadImage(byte[] data)
        {
            Loaded = data;
            return true;
        }
    }

    public static class Application
    {
        public static string persistentDataPath => Environment.GetEnvironmentVariable("CONCH_TEST_FOLDER");
    }

    public static class Debug
    {
        public static void LogWarning(object message) => Console.WriteLine(message);
    }

    /// <summary>What awaits goes on on the thread of the frames, as in Unity.</summary>
    public sealed class FrameContext : SynchronizationContext
    {
        private readonly ConcurrentQueue<Action> waiting = new ConcurrentQueue<Action>();

        public override void Post(SendOrPostCallback callback, object state) => waiting.Enqueue(() => callback(state));

        public void Run()
        {
            while (waiting.TryDequeue(out var action)) action();
        }
    }
}
