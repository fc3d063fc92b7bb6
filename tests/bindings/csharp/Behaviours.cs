// The shared list of behaviours (../behaviours.json) in C#, and what only C# has. Compiled together with the package.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Conch;

internal sealed class Heard : IProgress<ConchEvent>
{
    private readonly Action<ConchEvent> action;
    internal Heard(Action<ConchEvent> action) => this.action = action;
    public void Report(ConchEvent value) => action(value);
}

internal static class Behaviours
{
    private static readonly string Url = Environment.GetEnvironmentVariable("CONCH_TEST_URL");
    private static readonly string Folder = Environment.GetEnvironmentVariable("CONCH_TEST_FOLDER");
    private static readonly VideoParams Stuck = new VideoParams { Prompt = "conch:stuck never ends" };
    private static readonly Dictionary<string, Func<Data, string>> Checks = new Dictionary<string, Func<Data, string>>();

    /// <summary>A JSON object with fewer casts.</summary>
    internal sealed class Data
    {
        private readonly IDictionary<string, object> values;
        internal Data(object values) => this.values = (IDictionary<string, object>)values;
        internal string Text(string name) => (string)values[name];
        internal int Number(string name) => (int)(long)values[name];
        internal string[] Texts(string name) => ((List<object>)values[name]).Cast<string>().ToArray();
        internal Data[] Items(string name) => ((List<object>)values[name]).Select(v => new Data(v)).ToArray();
        internal IDictionary<string, object> Object(string name) => (IDictionary<string, object>)values[name];
        internal bool Has(string name) => values.ContainsKey(name);
        internal bool Flag(string name) => (bool)values[name];
    }

    private static Data ReadFile(string variable) =>
        new Data(Json.Read(File.ReadAllText(Environment.GetEnvironmentVariable(variable))));

    private static readonly Data Model = ReadFile("CONCH_TEST_MODEL");

    private static void Check(string name, Action<Data> body) => Checks[name] = data => { body(data); return null; };

    private static void That(bool condition, object why = null)
    {
        if (!condition) throw new Exception("not so: " + why);
    }

    private static void Equal(object found, object wanted)
    {
        if (!Equals(found, wanted)) throw new Exception($"{found} is not {wanted}");
    }

    private static ConchClient Client(ConchPump pump = ConchPump.Background, string token = "test-token", string url = null,
        string state = null) =>
        new ConchClient(new ConchClientOptions
        {
            ApiToken = token, BaseUrl = url ?? Url, DownloadDirectory = Path.Combine(Folder, "out"), PollIntervalMs = 100,
            StateDirectory = state,
        }, pump);

    private static void Using(Action<ConchClient> body, ConchPump pump = ConchPump.Background)
    {
        using (var client = Client(pump)) body(client);
    }

    private static ConchException Failure(Action body)
    {
        try
        {
            body();
        }
        catch (ConchException error)
        {
            return error;
        }
        throw new Exception("nothing was thrown");
    }

    private static ConchResult Wait(ConchTask task, int seconds = 120)
    {
        That(((IAsyncResult)task.Result).AsyncWaitHandle.WaitOne(seconds * 1000), "not in time");
        return task.Result.GetAwaiter().GetResult();
    }

    private static void Until(Func<bool> condition, int seconds = 120)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            That(watch.Elapsed.TotalSeconds < seconds, "it never came");
            Thread.Sleep(5);
        }
    }

    private static string Accepted(ConchTask task)
    {
        Until(() => !string.IsNullOrEmpty(task.LastEvent?.RemoteId) || task.IsDone);
        return task.LastEvent.RemoteId;
    }

    private static IDictionary<string, object> With(params object[] pairs)
    {
        var found = new Dictionary<string, object>();
        for (var i = 0; i < pairs.Length; i += 2) found[(string)pairs[i]] = pairs[i + 1];
        return found;
    }

    private static Data Answer(ConchClient client, Operation operation, IDictionary<string, object> parameters = null) =>
        new Data(Wait(client.Call(operation, parameters), 30).Json);

    private static string[] Accounts(ConchClient client) =>
        ((IDictionary<string, object>)Wait(client.Call(Operation.AccountsList), 30).Json).Keys.ToArray();

    private static string Name(Status status) =>
        Model.Items("enums").First(e => e.Text("name") == "STATUS").Items("values")
            .First(v => v.Number("value") == (int)status).Text("name");

    private static string Camel(string name) =>
        string.Concat(name.Split('_').Select(w => w.Substring(0, 1).ToUpperInvariant() + w.Substring(1).ToLowerInvariant()));

    private static void Register()
    {
        Check("layout", data =>
        {
            var native = typeof(ConchClient).Assembly.GetType("Conch.Native");
            foreach (var wanted in Model.Items("structs"))
            {
                var found = native.GetNestedType(wanted.Text("name"), System.Reflection.BindingFlags.NonPublic);
                Equal(Marshal.SizeOf(found), wanted.Number("size"));
                foreach (var field in wanted.Items("fields"))
                    Equal(Marshal.OffsetOf(found, field.Text("name")).ToInt32(), field.Number("offset"));
            }
            var renamed = new Dictionary<string, string>
                { ["EVENT"] = "EventType", ["OP"] = "Operation", ["JOB"] = "JobKind", ["LOG"] = "LogLevel" };
            foreach (var wanted in Model.Items("enums"))
            {
                var name = renamed.TryGetValue(wanted.Text("name"), out var other) ? other : Camel(wanted.Text("name"));
                var type = typeof(ConchClient).Assembly.GetType("Conch." + name);
                foreach (var value in wanted.Items("values"))
                {
                    var constant = value.Text("name").Substring(wanted.Text("prefix").Length);
                    if (constant.StartsWith("E_")) constant = constant.Substring(2);
                    Equal(Convert.ToInt32(Enum.Parse(type, Camel(constant))), value.Number("value"));
                }
            }
            foreach (var wanted in Model.Items("functions"))
                Marshal.Prelink(native.GetMethod(wanted.Text("name"),
                    System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic));
        });

        Check("create", data =>
        {
            Using(client => That(!client.IsClosed && ConchCatalog.ThreadCount >= 1));
            var error = Failure(() => new ConchClient(new ConchClientOptions { ApiToken = "t", BaseUrl = data.Text("bad_base_url") }));
            Equal(Name(error.Status), data.Text("status"));
            Equal(error.Field, data.Text("field"));
        });

        Check("older-struct", data =>
        {
            using (var scratch = new Scratch())
            {
                var native = new ConchClientOptions { ApiToken = "t", BaseUrl = Url }.ToNative(scratch);
                native.struct_size = (uint)Marshal.OffsetOf(typeof(Native.conch_client_options), "poll_interval_ms").ToInt32();
                native.poll_interval_ms = 0xFFFFFFFF;
                Equal(Native.conch_client_create(ref native, out var handle, out var error), 0);
                Native.conch_client_destroy(handle);
            }
        });

        Check("call", data => Using(client =>
        {
            var result = Wait(client.Call(Operation.AccountsList));
            That(((IDictionary<string, object>)result.Json).Count >= data.Number("at_least"));
            That(result.HttpCode == 200 && result.Files.Count == 0);
        }));

        Check("job", data => Using(client =>
        {
            var seen = new List<ConchEvent>();
            var task = client.Generate(new VideoParams { Prompt = data.Text("prompt") }, progress: new Heard(seen.Add));
            var result = Wait(task);
            var order = data.Texts("phases").Select(Camel).ToList();
            var ranks = seen.Take(seen.Count - 1).Select(e => order.IndexOf(e.Phase.ToString())).ToList();
            That(ranks.SequenceEqual(ranks.OrderBy(r => r)) && ranks.Contains(order.IndexOf("Downloading")), string.Join(",", ranks));
            That(seen.Take(seen.Count - 1).All(e => e.Type == EventType.Progress));
            That(seen.Last().IsDone && seen.Last().Task == task);
            var content = File.ReadAllBytes(result.File);
            Equal(Encoding.ASCII.GetString(content, data.Number("magic_at"), 4), data.Text("magic"));
            That(result.RemoteId.Contains(data.Text("id_contains")));
            Equal(new Data(result.Json).Text("videoId"), result.RemoteId);
        }));

        Check("local-file", data => Using(client =>
        {
            Func<string, VideoParams> make = name => new VideoParams
                { Prompt = data.Text("prompt"), Model = data.Text("model"), FileId = ConchFile.Local(Path.Combine(Folder, name)) };
            var task = client.Generate(make("start.png"));
            var item = Answer(client, Operation.VideosGet, With("videoId", Accepted(task)));
            That(item.Items("originFiles").Length > 0);
            task.Cancel(Cancel.Everywhere);
            var error = Failure(() => Wait(client.Generate(make("none.png")), 30));
            That(error.Status == Status.File && error.Message.Contains("none.png"), error);
        }));

        foreach (var where in new[] { Cancel.Here, Cancel.Everywhere })
        {
            Check("cancel-" + where.ToString().ToLowerInvariant(), data => Using(client =>
            {
                var task = client.Generate(new VideoParams { Prompt = data.Text("prompt") });
                var remote = Accepted(task);
                task.Cancel(where);
                task.Cancel(where);
                Equal(Name(Failure(() => Wait(task, 10)).Status), data.Text("status"));
                Equal(Answer(client, Operation.VideosGet, With("videoId", remote)).Flag("statusFinal"), where == Cancel.Everywhere);
                Wait(client.Call(Operation.VideosCancel, With("videoId", remote)), 30);
            }));
        }

        Check("polling", data => Using(client =>
        {
            var task = client.Call(Operation.AccountsList);
            Until(() => task.State().Phase == Phase.Ended);
            That(!task.IsDone && client.Tasks().Single() == task);
            That(client.Update() >= 1 && task.IsDone && client.Tasks().Length == 0 && client.Update() == 0);
        }, ConchPump.Manual));

        Check("many", data => Using(client =>
        {
            var accounts = Accounts(client);
            var tasks = Enumerable.Range(0, data.Number("count")).Select(n => new
            {
                Account = accounts[n % accounts.Length],
                Task = client.Call(Operation.AccountsGet, With("account", accounts[n % accounts.Length])),
            }).ToList();
            Equal(tasks.Select(t => t.Task.Id).Distinct().Count(), data.Number("count"));
            foreach (var each in tasks) That(Wait(each.Task).JsonText.Contains(each.Account));
        }));

        Check("stream", data => Using(client =>
        {
            var account = Accounts(client).Last();
            var made = Enumerable.Range(0, data.Number("jobs"))
                .Select(n => client.Generate(new VideoParams { Prompt = data.Text("prompt"), Account = account })).ToList();
            var started = made.Take(3).Select(Accepted).ToList(); // an account has three places; the others wait
            var chunks = new List<List<object>>();
            var parameters = new Dictionary<string, object>(data.Object("params")) { ["account"] = account };
            var end = Wait(client.List(Operation.VideosList, parameters, progress: new Heard(e =>
            {
                if (e.Type == EventType.Chunk) chunks.Add((List<object>)e.Json);
            })), 30);
            var found = chunks.SelectMany(page => page).Select(item => new Data(item).Text("videoId")).ToList();
            That(chunks.Count >= data.Number("chunks") && found.Distinct().Count() == found.Count && !started.Except(found).Any());
            Equal(new Data(end.Json).Number("count"), found.Count);
        }));

        Check("chat", data => Using(client =>
        {
            var pieces = new List<byte[]>();
            var parameters = new Dictionary<string, object>(data.Object("params")) { ["account"] = Accounts(client)[0] };
            Wait(client.Generate(JobKind.Chat, parameters, progress: new Heard(e => pieces.Add(e.Chunk))));
            That(pieces.Count(piece => piece.Length > 0) >= data.Number("pieces"));
            That(Encoding.UTF8.GetString(pieces.SelectMany(piece => piece).ToArray()).Trim().Length > 0);
        }));

        Check("kinds", data => Using(client =>
        {
            var account = Accounts(client)[0];
            Func<Operation, Data> first = operation =>
            {
                var pages = new List<ConchEvent>();
                Wait(client.List(operation, With("account", account), 1, new Heard(pages.Add)));
                return new Data(((List<object>)pages.First(page => page.Type == EventType.Chunk).Json)[0]);
            };
            var voice = first(Operation.AudioVoices).Text("voice_id");
            var template = first(Operation.VideosTemplates).Text("id");
            foreach (var job in data.Items("jobs"))
            {
                var text = job.Text("params").Replace("$account", account).Replace("$voice", voice).Replace("$template", template);
                var kind = Model.Items("kinds").First(k => k.Text("name") == job.Text("kind")).Number("value");
                var pieces = new List<byte[]>();
                var file = Wait(client.Generate((JobKind)kind, (IDictionary<string, object>)Json.Read(text),
                    progress: new Heard(e => { if (e.Chunk.Length > 0) pieces.Add(e.Chunk); }))).File;
                var content = File.ReadAllBytes(file);
                That(file.EndsWith(job.Text("ending")) && content.Length > data.Number("bytes"), file);
                That(pieces.Count >= job.Number("pieces"), job.Text("kind"));
                if (job.Number("pieces") > 0) That(pieces.SelectMany(piece => piece).SequenceEqual(content));
            }
        }));

        Check("webhook", data => Using(client =>
        {
            var body = Encoding.UTF8.GetBytes(data.Text("body"));
            var url = client.Listen();
            That(url.StartsWith("http://127.0.0.1:") && client.Listen() != url);
            client.StopListening();
            client.StopListening();
            Equal(Name(Failure(() => ConchCatalog.ParseWebhook(body)).Status), data.Text("status"));
            Equal(Name(Failure(() => client.Deliver(body)).Status), data.Text("status"));
            var task = client.Generate(new VideoParams { Prompt = data.Text("prompt") });
            var item = Wait(client.Call(Operation.VideosGet, With("videoId", Accepted(task))), 30);
            var said = new Data(ConchCatalog.ParseWebhook(Encoding.UTF8.GetBytes(item.JsonText)));
            That(said.Text("kind") == "video" && !said.Flag("final"));
            Equal(said.Text("id"), new Data(item.Json).Text("videoId"));
            client.Deliver(Encoding.UTF8.GetBytes(item.JsonText));
            task.Cancel(Cancel.Everywhere);
        }));

        Check("text", data => Using(client =>
        {
            var folder = Path.Combine(Folder, data.Text("folder"));
            var result = Wait(client.Generate(new VideoParams { Prompt = data.Text("prompt") },
                new ConchJobOptions { Directory = folder, FileName = data.Text("file") }));
            Equal(result.File, Path.Combine(folder, data.Text("file")));
            That(new FileInfo(result.File).Length > 1000);
            Equal(new Data(result.Json).Text("desc"), data.Text("prompt"));
        }));

        Check("big-ids", data =>
        {
            foreach (var number in data.Texts("numbers"))
            {
                var text = new byte[Native.CONCH_TASK_TEXT_SIZE];
                Equal(Native.conch_task_from_text(Text.Bytes(number), out var id), 0);
                Equal(id, ulong.Parse(number));
                Equal(Native.conch_task_to_text(id, text, (UIntPtr)text.Length), 0);
                Equal(Encoding.ASCII.GetString(text).TrimEnd('\0'), number);
                Equal(Json.Write(Json.Read($"[{number}]")), $"[{number}]");
            }
        });

        Check("errors-local", data => Using(client =>
        {
            var error = Failure(() => client.Generate(JobKind.Video, data.Object("params")));
            That(Name(error.Status) == data.Text("status") && error.Field == data.Text("field") && error.HttpCode == 0);
            var violation = new Data(error.Violations[0]);
            Equal(violation.Text("rule"), data.Text("rule"));
            That(violation.Has("allowed") && violation.Has("given") && !error.Retriable && error.RetryAfter == null);
            Equal(Failure(() => client.Call((Operation)99999)).Status, Status.NotFound);
        }));

        Check("errors-remote", data =>
        {
            Using(client =>
            {
                var error = Failure(() => Wait(client.Generate(new VideoParams { Prompt = data.Text("prompt") }), 30));
                That(Name(error.Status) == data.Text("status") && error.HttpCode == data.Number("http") && error.Body.Length > 0);
            });
            using (var client = Client(token: data.Text("bad_token")))
            {
                var error = Failure(() => Wait(client.Call(Operation.AccountsList), 30));
                That(Name(error.Status) == data.Text("token_status") && error.HttpCode == data.Number("token_http"));
                That(!(error + error.Body).Contains(data.Text("bad_token")));
            }
        });

        Check("callback-error", data =>
        {
            var broken = new Heard(e => { if (e.IsDone) throw new InvalidOperationException("mishap"); });
            var seen = 0;
            var fine = new Heard(e => seen += e.IsDone ? 1 : 0);
            Using(client =>
            {
                for (var n = 0; n < data.Number("count"); ++n)
                    client.Call(Operation.AccountsList, progress: n % 2 == 0 ? fine : broken);
                var errors = 0;
                Until(() =>
                {
                    try
                    {
                        client.Update();
                    }
                    catch (InvalidOperationException)
                    {
                        ++errors;
                    }
                    return client.Tasks().Length == 0;
                });
                Equal(errors, data.Number("count") / 2);
                Equal(seen, data.Number("count") / 2);
            }, ConchPump.Manual);
            Using(client =>
            {
                var reported = 0;
                client.CallbackFailed += failure => Interlocked.Increment(ref reported);
                Wait(client.Call(Operation.AccountsList, progress: broken), 30);
                Until(() => reported == 1);
            });
        });

        Check("destroy-busy", data =>
        {
            var late = 0;
            var count = new Heard(e => Interlocked.Increment(ref late));
            var client = Client();
            var tasks = Enumerable.Range(0, data.Number("jobs")).Select(n => client.Generate(Stuck, progress: count))
                .Concat(Enumerable.Range(0, data.Number("calls")).Select(n => client.Call(Operation.AccountsList, progress: count)))
                .ToList();
            Thread.Sleep(50);
            var watch = Stopwatch.StartNew();
            client.Dispose();
            That(watch.Elapsed.TotalSeconds < data.Number("seconds"), watch.Elapsed);
            var then = late;
            That(tasks.All(task => task.IsDone));
            Thread.Sleep(50);
            Equal(late, then);
            Equal(ConchCatalog.ThreadCount, 0);
        });

        Check("closed", data =>
        {
            var client = Client();
            var task = client.Call(Operation.AccountsList);
            Wait(task, 30);
            client.Dispose();
            client.Dispose();
            Equal(Failure(() => client.Call(Operation.AccountsList)).Status, Status.Handle);
            Equal(Failure(() => client.Update()).Status, Status.Handle);
            Equal(Failure(() => task.State()).Status, Status.Handle);
            That(client.IsClosed && Wait(task).HttpCode == 200);
        });

        Check("exit", data =>
        {
            for (var run = 0; run < data.Number("runs"); ++run)
            {
                var start = new ProcessStartInfo("mono", $"\"{typeof(Behaviours).Assembly.Location}\" exit {data.Number("code")} {run}")
                    { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
                var watch = Stopwatch.StartNew();
                using (var process = Process.Start(start))
                {
                    var said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
                    process.WaitForExit();
                    Equal(said, "");
                    Equal(process.ExitCode, data.Number("code"));
                }
                That(watch.Elapsed.TotalSeconds < 20);
            }
        });

        Check("gc", data =>
        {
            var seen = 0;
            Using(client =>
            {
                for (var n = 0; n < data.Number("count"); ++n)
                {
                    client.Call(Operation.AccountsList, progress: new Heard(e => { if (e.IsDone) Interlocked.Increment(ref seen); }));
                    if (n % 10 == 0) GC.Collect();
                }
                Until(() => { GC.Collect(); return client.Tasks().Length == 0; });
            });
            Equal(seen, data.Number("count"));
        });

        Check("loop", data => Using(client =>
        {
            var codes = Task.WhenAll(Enumerable.Range(0, data.Number("count"))
                .Select(async n => (await client.Call(Operation.AccountsList)).HttpCode));
            That(codes.Wait(30000) && codes.Result.All(code => code == 200));
        }));

        Check("journal", data =>
        {
            var folder = Path.Combine(Folder, "journal");
            string remote;
            using (var first = Client(state: folder)) remote = Accepted(first.Generate(new VideoParams { Prompt = data.Text("prompt") }));
            using (var second = Client(state: folder))
            {
                var found = new Data(Wait(second.Jobs(data.Text("state"))).Json).Items("jobs");
                Equal(found.Length, 1);
                Equal(found[0].Text("prompt"), data.Text("prompt"));
                Equal(found[0].Text("owner") + found[0].Texts("remoteIds")[0], "none" + remote);
                var ends = new List<ConchTask>();
                var restoring = second.Restore(progress: new Heard(e => { if (e.IsDone) ends.Add(e.Task); }));
                Equal(new Data(Wait(restoring).Json).Number("left"), 0);
                var job = restoring.Restored.Single();
                Equal(Accepted(job), remote);
                job.Cancel(Cancel.Everywhere);
                Equal(Name(Failure(() => Wait(job)).Status), data.Text("status"));
                That(ends.SequenceEqual(new[] { restoring, job }));
                Equal(new Data(Wait(second.Restore()).Json).Items("restored").Length, 0);
                Wait(second.Forget(found[0].Text("job")));
                Equal(new Data(Wait(second.Jobs()).Json).Items("jobs").Length, 0);
                second.Pause();
                var waiting = second.Generate(Stuck, new ConchJobOptions { Priority = 3 });
                Until(() => waiting.State().Phase == Phase.Waiting);
                second.Resume();
                Accepted(waiting);
                waiting.Cancel(Cancel.Everywhere);
                Failure(() => Wait(waiting));
            }
        });

        Check("catalog", data =>
        {
            That(new Data(ConchCatalog.Read()).Items("operations").Length > 40);
            var good = new ImageParams { Prompt = "a shell" };
            Equal(ConchCatalog.Validate(good).Count, 0);
            Equal(new Data(ConchCatalog.Validate(new ImageParams())[0]).Text("rule"), "required");
            Equal(ConchCatalog.Estimate(good, out var why), (long?)data.Number("credits"));
            Equal(ConchCatalog.Estimate(new VideoParams { Prompt = "x" }, out why), null);
            That(why.Length > 10);
        });

        Check("params", data =>
        {
            foreach (var kind in Model.Items("kinds"))
            {
                var type = typeof(Params).Assembly.GetType($"Conch.{Camel(kind.Text("name"))}Params");
                var parameters = (Params)Activator.CreateInstance(type);
                Equal((int)parameters.Kind, kind.Number("value"));
                Equal(parameters.ToDictionary().Count, 0);
                Equal(type.GetProperties().Count(p => p.CanWrite), kind.Items("parameters").Length);
            }
            var video = new VideoParams { Prompt = "p", Model = VideoModels.I2V2_3, FileId = ConchFile.Local("a.png"), MaxJobs = 2 };
            Equal(Json.Write(video.ToDictionary()), "{\"prompt\":\"p\",\"fileID\":{\"path\":\"a.png\"},\"model\":\"I2V-2.3\",\"maxJobs\":2}");
            var agent = new AgentParams { Prompt = "p", Models = new[] { AgentModels.Sora2 }, File = new ConchFile[] { ConchFile.Local("a") } };
            Equal(Json.Write(agent.ToDictionary()), "{\"prompt\":\"p\",\"models\":[\"sora-2\"],\"file\":[{\"path\":\"a\"}]}");
        });

        // What only C# has.

        Check("csharp-cancellation", data => Using(client =>
        {
            using (var source = new CancellationTokenSource())
            {
                var task = client.Generate(Stuck, cancellation: source.Token);
                Accepted(task);
                source.Cancel();
                Until(() => task.IsDone, 10);
                That(task.Result.IsCanceled, task.Result.Status);
                try
                {
                    client.Call(Operation.AccountsList, cancellation: source.Token);
                    throw new Exception("nothing was thrown");
                }
                catch (OperationCanceledException) { }
            }
        }));

        Check("csharp-reentrance", data =>
        {
            Using(client =>
            {
                Status found = Status.Ok;
                client.Call(Operation.AccountsList, progress: new Heard(e =>
                {
                    if (e.IsDone) found = Failure(() => client.Update()).Status;
                }));
                Until(() => { client.Update(); return client.Tasks().Length == 0; });
                Equal(found, Status.Reentrant);
            }, ConchPump.Manual);
            var closing = Client();
            closing.Call(Operation.AccountsList, progress: new Heard(e => closing.Dispose()));
            Until(() => closing.IsClosed && ConchCatalog.ThreadCount == 0);
        });

        Check("csharp-domain-reload", data =>
        {
            for (var round = 0; round < 3; ++round)
            {
                var domain = AppDomain.CreateDomain("play mode " + round);
                domain.DoCallBack(Play);
                That(ConchCatalog.ThreadCount >= 2);
                var watch = Stopwatch.StartNew();
                AppDomain.Unload(domain);
                That(watch.Elapsed.TotalSeconds < 10, watch.Elapsed);
                Equal(ConchCatalog.ThreadCount, 0);
            }
        });

        Check("csharp-json", data =>
        {
            var text = "{\"a\":[1,2.5,-300,[],{}],\"b\":\"é🐚\\u000a\\\"q\\\\u0041/\",\"n\":null,\"t\":true}";
            Equal(Json.Write(Json.Read(text)), text);
            Equal(((List<object>)Json.Read("[\"\\ud83d\\udc1a\\/\\n\"]"))[0], "🐚/\n");
            foreach (var bad in new[] { "{", "[1,]", "{\"a\"}", "tru", "\"x", "1 2", "", "[1}", new string('[', 300), "nan", "\"\\u12" })
            {
                try
                {
                    Json.Read(bad);
                }
                catch (FormatException)
                {
                    continue;
                }
                throw new Exception("was read: " + bad);
            }
        });

        Check("csharp-emulator", data =>
        {
            using (var emulator = new ConchEmulator(new ConchEmulatorOptions
                { Speed = 600, Seed = 7, Program = Environment.GetEnvironmentVariable("CONCH_TEST_EMULATOR") }))
            using (var client = Client(url: emulator.BaseUrl))
                Equal(Wait(client.Call(Operation.AccountsList), 30).HttpCode, 200);
        });
    }

    /// <summary>What a scene leaves behind when its scripts are loaded anew: two clients with work.</summary>
    private static void Play()
    {
        Client().Generate(Stuck, progress: new Heard(e => { }));
        Client(ConchPump.Manual).Generate(Stuck);
    }

    private static int ExitWithoutDispose(int code, int run)
    {
        var client = Client(run == 1 ? ConchPump.Manual : ConchPump.Background);
        for (var n = 0; n < 3; ++n) client.Generate(Stuck, progress: new Heard(e => { }));
        Thread.Sleep(run * 50);
        if (run == 2) Environment.Exit(code);
        return code;
    }

    private static int Main(string[] arguments)
    {
        if (arguments.Length == 3) return ExitWithoutDispose(int.Parse(arguments[1]), int.Parse(arguments[2]));
        Register();
        var data = ReadFile("CONCH_TEST_BEHAVIOURS").Items("behaviours").ToDictionary(b => b.Text("id"),
            b => new Data(b.Has("with") ? b.Object("with") : new Dictionary<string, object>()));
        var failed = 0;
        foreach (var check in Checks)
        {
            try
            {
                data.TryGetValue(check.Key, out var with);
                var why = check.Value(with);
                Console.WriteLine(why == null ? $"ok {check.Key}" : $"skip {check.Key}: {why}");
            }
            catch (Exception error)
            {
                ++failed;
                Console.WriteLine(error);
                Console.WriteLine($"not ok {check.Key}: {error.Message.Replace('\n', ' ')}");
            }
        }
        return failed == 0 ? 0 : 1;
    }
}
