using System;
using System.IO;
using Conch;
using UnityEngine;

/// <summary>
/// Asks for a picture when the scene starts and puts it on an object. A picture that was on the way when the last run ended
/// is found again instead, and not paid twice.
/// </summary>
public sealed class ConchPicture : MonoBehaviour, IProgress<ConchEvent>
{
    /// <summary>"emulator:" needs no account and costs nothing; empty: the real service.</summary>
    public string baseUrl = "emulator:";
    public string account = "";
    public string prompt = "a conch on black sand";
    public Renderer target;

    private ConchClient client;

    /// <summary>What the task is doing just now, for a display.</summary>
    public string State { get; private set; } = "";

    /// <summary>The token of the real service. Set it from a script; it does not belong into a scene.</summary>
    public string ApiToken { get; set; }

    private void Start()
    {
        var options = new ConchClientOptions
        {
            BaseUrl = baseUrl == "" ? null : baseUrl, ApiToken = ApiToken, Account = account == "" ? null : account,
            DownloadDirectory = Path.Combine(Application.persistentDataPath, "made"),
            StateDirectory = Path.Combine(Application.persistentDataPath, "journal"),
        };
        client = new ConchClient(options, ConchPump.Manual);
        FindAgain();
    }

    private async void FindAgain()
    {
        var restoring = client.Restore(progress: this);
        await restoring;
        if (restoring.Restored.Count > 0) Show(restoring.Restored[0]);
        else Generate(prompt);
    }

    public void Generate(string wish)
    {
        try
        {
            Show(client.Generate(new ImageParams { Prompt = wish, AspectRatio = "16:9" }, progress: this));
        }
        catch (ConchException refused)
        {
            State = refused.Message;
        }
    }

    private async void Show(ConchTask task)
    {
        try
        {
            var result = await task;
            var texture = new Texture2D(2, 2);
            texture.LoadImage(File.ReadAllBytes(result.File));
            target.material.mainTexture = texture;
            State = "done";
        }
        catch (ConchException failure)
        {
            State = failure.Message;
            Debug.LogWarning(failure.Message);
        }
    }

    /// <summary>Called inside Update(), on Unity's thread.</summary>
    public void Report(ConchEvent happened) => State = $"{happened.Phase} {happened.Percent}";

    private void Update() => client.Update();

    private void OnDestroy() => client?.Dispose();
}
