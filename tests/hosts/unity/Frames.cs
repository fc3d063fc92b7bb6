// Gives the sample its frames and looks at what comes of it, as tests/hosts/run.py reads it.
using System;
using System.Diagnostics;
using System.Reflection;
using System.Threading;
using UnityEngine;

internal static class Frames
{
    private const int Limit = 60000; // milliseconds

    private static readonly FrameContext Context = new FrameContext();
    private static double longest;
    private static int failed;

    private static void Check(string what, bool holds, object why = null)
    {
        failed += holds ? 0 : 1;
        Console.WriteLine(holds ? $"ok {what}" : $"not ok {what}: {why ?? "it is not so"}");
    }

    private static void Call(object behaviour, string message) =>
        behaviour.GetType().GetMethod(message, BindingFlags.Instance | BindingFlags.NonPublic).Invoke(behaviour, null);

    private static bool RunUntil(ConchPicture sample, Func<bool> condition)
    {
        var all = Stopwatch.StartNew();
        while (!condition() && all.ElapsedMilliseconds < Limit)
        {
            var frame = Stopwatch.StartNew();
            Call(sample, "Update");
            longest = Math.Max(longest, frame.Elapsed.TotalMilliseconds);
            Context.Run();
            Thread.Sleep(16);
        }
        return condition();
    }

    private static ConchPicture Sample(string prompt)
    {
        var sample = new ConchPicture
        {
            baseUrl = Environment.GetEnvironmentVariable("CONCH_BASE_URL"), ApiToken = "test-token", prompt = prompt,
            target = new Renderer(),
        };
        Call(sample, "Start");
        return sample;
    }

    private static int Main()
    {
        SynchronizationContext.SetSynchronizationContext(Context);
        var sample = Sample("a conch à la Hokusai");
        var before = Stopwatch.StartNew();
        Check("a picture comes while frames go on", RunUntil(sample, () => sample.target.material.mainTexture != null), sample.State);
        Check("it took many frames", before.ElapsedMilliseconds > 32);
        var bytes = sample.target.material.mainTexture?.Loaded ?? new byte[4];
        Check("it is a whole picture", bytes.Length > 10000 && (bytes[0] == 0xFF && bytes[1] == 0xD8 || bytes[1] == 'P'), bytes.Length);
        sample.Generate("conch:no-credits");
        Check("a refusal is told in words", RunUntil(sample, () => sample.State.Contains("credits")), sample.State);
        sample.Generate("conch:stuck never ends");
        Check("progress is told", RunUntil(sample, () => sample.State.StartsWith("Working")), sample.State);
        var ending = Stopwatch.StartNew();
        Call(sample, "OnDestroy");
        Check("it ends in bounded time with work on the way", ending.ElapsedMilliseconds < 5000);
        var again = Sample("not asked for");
        Check("what was on the way is found again", RunUntil(again, () => again.State.StartsWith("Working")), again.State);
        Call(again, "OnDestroy");
        Console.WriteLine($"figure longest call Update: {longest:F2} ms");
        Console.WriteLine("end");
        return failed == 0 ? 0 : 1;
    }
}
