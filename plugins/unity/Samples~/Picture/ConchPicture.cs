using System;
using System.IO;
using Conch;
using UnityEngine;

/// <summary>Asks for a picture when the scene starts and puts it on the object that this script is on.</summary>
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
        };
        client = new ConchClient(options, ConchPump.Manual);
        Generate(prompt);
    }

    public async void Generate(string wish)
    {
        try
        {
            var result = await client.Generate(new ImageParams { Prompt = wish, AspectRatio = "16:9" }, progress: this);
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
