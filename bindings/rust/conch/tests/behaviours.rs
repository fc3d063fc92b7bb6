//! The shared list of behaviours (tests/bindings/behaviours.json) in Rust, and what only Rust has. Prints `ok ID`,
//! `not ok ID: why` or `skip ID: why`. Without the environment of the runner it starts an emulator of its own.

use std::collections::{BTreeMap, HashSet};
use std::env;
use std::fs;
use std::future::Future;
use std::io::{BufRead, BufReader};
use std::mem::size_of;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::{exit, Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{channel, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::{Duration, Instant};

use conch::json::Value;
use conch::*;
use conch_sys as sys;

const CHILD: &str = "CONCH_TEST_CHILD";

type Check = fn(&World, &Value) -> Option<String>;

/// What the checks share.
struct World {
    url: String,
    folder: PathBuf,
    model: Value,
}

impl World {
    fn options(&self) -> ClientOptions {
        ClientOptions {
            api_token: Some("test-token".into()),
            base_url: Some(self.url.clone()),
            download_directory: Some(self.folder.join("out").display().to_string()),
            poll_interval_ms: 100,
            ..Default::default()
        }
    }

    fn client(&self) -> Client {
        Client::new(&self.options()).unwrap()
    }

    fn structs(&self) -> BTreeMap<&str, &Value> {
        self.model.get("structs").items().iter().map(|s| (text(s, "name"), s)).collect()
    }
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).as_str().unwrap_or_else(|| panic!("no text {name} in {value:?}"))
}

fn number(value: &Value, name: &str) -> i64 {
    value.get(name).as_i64().unwrap_or_else(|| panic!("no number {name} in {value:?}"))
}

fn video(prompt: &str) -> VideoParams {
    VideoParams { prompt: Some(prompt.into()), ..Default::default() }
}

fn stuck() -> VideoParams {
    video("conch:stuck never ends")
}

fn op(data: &Value) -> Operation {
    operation(text(data, "operation")).unwrap()
}

fn name(status: Status) -> String {
    format!("CONCH_{status:?}")
}

fn until(condition: impl Fn() -> bool) {
    let end = Instant::now() + Duration::from_secs(60);
    while !condition() {
        assert!(Instant::now() < end, "it never came");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Waits until the service has the job; its id.
fn accepted(task: &Task) -> String {
    task.events().find(|event| !event.remote_id.is_empty()).expect("the job was never accepted").remote_id
}

fn ended(task: &Task) -> Result<Outcome, Error> {
    task.wait_for(Duration::from_secs(60)).expect("it did not end in time")
}

fn answer(client: &Client, operation: Operation, params: &str) -> Value {
    ended(&client.call(operation, params).unwrap()).unwrap().json()
}

fn video_item(client: &Client, id: &str) -> Value {
    answer(client, Operation::VIDEOS_GET, &format!("{{\"videoId\":\"{id}\"}}"))
}

fn stop_video(client: &Client, id: &str) {
    answer(client, Operation::VIDEOS_CANCEL, &format!("{{\"videoId\":\"{id}\"}}"));
}

fn accounts(client: &Client) -> Vec<String> {
    answer(client, Operation::ACCOUNTS_LIST, "{}").members().iter().map(|(name, _)| name.clone()).collect()
}

// --- the shared list

fn layout(world: &World, _: &Value) -> Option<String> {
    let structs = world.structs();
    let of = |name: &str| number(structs[name], "size") as usize;
    assert_eq!(size_of::<sys::conch_client_options>(), of("conch_client_options"));
    assert_eq!(size_of::<sys::conch_task_options>(), of("conch_task_options"));
    assert_eq!(size_of::<sys::conch_task_info>(), of("conch_task_info"));
    assert_eq!(size_of::<sys::conch_webhook_options>(), of("conch_webhook_options"));
    assert_eq!(size_of::<sys::conch_emulator_options>(), of("conch_emulator_options"));
    let known = |group: &str, value: i32| match group {
        "STATUS" => Status(value).name(),
        "EVENT" => EventType(value).name(),
        "PHASE" => Phase(value).name(),
        "OP" => Operation(value).name(),
        "CANCEL" => Cancel(value).name(),
        "JOB" => JobKind(value).name(),
        "CLIENT_FLAGS" => ClientFlags(value as u32).name(),
        "TASK_FLAGS" => TaskFlags(value as u32).name(),
        "DELIVER" => Deliver(value as u32).name(),
        "LOG" => LogLevel(value as u32).name(),
        other => panic!("{other} is not written for Rust"),
    };
    for group in world.model.get("enums").items() {
        if text(group, "name") == "CHOICE" {
            continue; // only for the parameter structs of C, where Rust has Option<bool>
        }
        let prefix = text(group, "prefix");
        for value in group.get("values").items() {
            let found = known(text(group, "name"), number(value, "value") as i32);
            assert_eq!(found, text(value, "name").strip_prefix(prefix));
        }
    }
    None
}

fn create(world: &World, data: &Value) -> Option<String> {
    let client = world.client();
    assert!(thread_count() >= 1 && client.task_count() == 0);
    let wrong = ClientOptions { base_url: Some(text(data, "bad_base_url").into()), ..world.options() };
    let error = Client::new(&wrong).unwrap_err();
    assert_eq!((name(error.status).as_str(), error.field.as_str()), (text(data, "status"), text(data, "field")));
    let error = Client::new(&ClientOptions { account: Some("a\0b".into()), ..world.options() }).unwrap_err();
    assert_eq!((error.status, error.field.as_str()), (Status::E_ARGUMENT, "account"));
    None
}

fn older_struct(world: &World, _: &Value) -> Option<String> {
    let url = std::ffi::CString::new(world.url.as_str()).unwrap();
    unsafe {
        let mut options = std::mem::zeroed::<sys::conch_client_options>();
        sys::conch_client_options_init(&mut options, size_of::<sys::conch_client_options>());
        let field = std::ptr::addr_of!(options.poll_interval_ms) as usize;
        options.struct_size = (field - std::ptr::addr_of!(options) as usize) as u32;
        options.poll_interval_ms = u32::MAX;
        options.api_token = b"t\0".as_ptr().cast();
        options.base_url = url.as_ptr();
        let mut handle = std::ptr::null_mut();
        assert_eq!(sys::conch_client_create(&options, &mut handle, std::ptr::null_mut()), sys::CONCH_OK);
        sys::conch_client_destroy(handle);
    }
    None
}

fn call(world: &World, data: &Value) -> Option<String> {
    let client = world.client();
    let outcome = ended(&client.call(op(data), "{}").unwrap()).unwrap();
    assert!(outcome.json().members().len() as i64 >= number(data, "at_least"));
    assert!(outcome.http_code == 200 && outcome.files.is_empty() && outcome.remote_id.is_empty());
    None
}

fn job(world: &World, data: &Value) -> Option<String> {
    let client = world.client();
    let task = client.generate(&video(text(data, "prompt"))).unwrap();
    let events: Vec<Event> = task.events().collect();
    let outcome = ended(&task).unwrap();
    assert_eq!(ended(&task).unwrap(), outcome); // a finished task answers again and again
    let order: Vec<&str> = data.get("phases").items().iter().filter_map(Value::as_str).collect();
    let (end, before) = events.split_last().unwrap();
    // Only the newest progress waits, so quick phases may be missed.
    let ranks: Vec<usize> =
        before.iter().map(|event| order.iter().position(|phase| Some(*phase) == event.phase.name()).unwrap()).collect();
    assert!(ranks.windows(2).all(|pair| pair[0] <= pair[1]), "{ranks:?}");
    assert!(before.iter().all(|event| event.kind == EventType::PROGRESS));
    assert!(end.is_done() && end.files == outcome.files && end.task == task.id() && end.error.is_none());
    let content = fs::read(&outcome.files[0]).unwrap();
    let (at, magic) = (number(data, "magic_at") as usize, text(data, "magic").as_bytes());
    assert_eq!(&content[at..at + magic.len()], magic);
    assert!(outcome.remote_id.contains(text(data, "id_contains")));
    assert_eq!(text(&outcome.json(), "videoId"), outcome.remote_id);
    task.cancel(Cancel::HERE).unwrap(); // harmless
    None
}

fn local_file(world: &World, data: &Value) -> Option<String> {
    if !world.folder.join("start.png").exists() {
        return Some("only the runner of all bindings brings a picture".into());
    }
    let client = world.client();
    let with = |file: &str| VideoParams {
        model: Some(text(data, "model").into()),
        file_id: Some(File::Local(world.folder.join(file))),
        ..video(text(data, "prompt"))
    };
    let task = client.generate(&with("start.png")).unwrap();
    let item = video_item(&client, &accepted(&task));
    assert!(!item.get("originFiles").items().is_empty(), "{item:?}");
    task.cancel(Cancel::EVERYWHERE).unwrap();
    let error = ended(&client.generate(&with("none.png")).unwrap()).unwrap_err();
    assert!(error.status == Status::E_FILE && error.message.contains("none.png"), "{error}");
    None
}

fn stream(world: &World, data: &Value) -> Option<String> {
    let client = world.client();
    let account = accounts(&client).pop();
    let params = VideoParams { account: account.clone(), ..video(text(data, "prompt")) };
    let made: Vec<Task> = (0..number(data, "jobs")).map(|_| client.generate(&params).unwrap()).collect();
    let started: Vec<String> = made[..3].iter().map(accepted).collect(); // an account has three places; the others wait
    let listing = format!("{{\"limit\":{},\"account\":\"{}\"}}", number(data.get("params"), "limit"), account.unwrap());
    let (mut chunks, mut end) = (Vec::new(), Value::Null);
    for event in client.list(op(data), &listing, 0).unwrap().events() {
        match event.kind {
            EventType::CHUNK => chunks.push(event.json()),
            EventType::DONE => end = event.json(),
            _ => {}
        }
    }
    let found: Vec<&str> = chunks.iter().flat_map(Value::items).map(|item| text(item, "videoId")).collect();
    assert!(chunks.len() as i64 >= number(data, "chunks"));
    assert_eq!(found.iter().collect::<HashSet<_>>().len(), found.len());
    assert!(started.iter().all(|id| found.contains(&id.as_str())));
    assert_eq!(number(&end, "count"), found.len() as i64);
    let two = ended(&client.list(op(data), &listing, 2).unwrap()).unwrap();
    assert_eq!(number(&two.json(), "count"), 2);
    None
}

fn chat(world: &World, data: &Value) -> Option<String> {
    let client = world.client();
    let params = ChatParams {
        prompt: text(data.get("params"), "prompt").into(),
        stream: data.get("params").get("stream").as_bool(),
        account: accounts(&client).pop(),
        ..Default::default()
    };
    let task = client.generate(&params).unwrap();
    let pieces: Vec<Vec<u8>> = task.events().map(|event| event.chunk).filter(|piece| !piece.is_empty()).collect();
    ended(&task).unwrap();
    assert!(pieces.len() as i64 >= number(data, "pieces"));
    assert!(!String::from_utf8(pieces.concat()).unwrap().trim().is_empty());
    None
}

fn kinds(world: &World, data: &Value) -> Option<String> {
    let client = world.client();
    let account = accounts(&client).remove(0);
    let first = |operation: Operation, name: &str| {
        let listing = client.list(operation, &format!("{{\"account\":\"{account}\"}}"), 1).unwrap();
        let page = listing.events().find(|event| event.kind == EventType::CHUNK).unwrap().json();
        text(&page.items()[0], name).to_owned()
    };
    let voice = first(Operation::AUDIO_VOICES, "voice_id");
    let template = first(Operation::VIDEOS_TEMPLATES, "id");
    for job in data.get("jobs").items() {
        let known = world.model.get("kinds").items();
        let kind = known.iter().find(|kind| text(kind, "name") == text(job, "kind")).unwrap();
        let params = text(job, "params");
        let params = params.replace("$account", &account).replace("$voice", &voice).replace("$template", &template);
        let task = client.generate_json(JobKind(number(kind, "value") as i32), &params, &TaskOptions::default());
        let task = task.unwrap();
        let pieces: Vec<Vec<u8>> = task.events().map(|event| event.chunk).filter(|piece| !piece.is_empty()).collect();
        let file = ended(&task).unwrap().files.remove(0);
        let content = fs::read(&file).unwrap();
        assert!(file.to_str().unwrap().ends_with(text(job, "ending")), "{}", file.display());
        assert!(content.len() as i64 > number(data, "bytes") && pieces.len() as i64 >= number(job, "pieces"));
        assert!(number(job, "pieces") == 0 || pieces.concat() == content);
    }
    None
}

fn webhook(world: &World, data: &Value) -> Option<String> {
    let client = world.client();
    let url = client.listen(&WebhookOptions::default()).unwrap();
    assert!(url.starts_with("http://127.0.0.1:"), "{url}");
    assert_ne!(client.listen(&WebhookOptions::default()).unwrap(), url);
    client.stop_listening().unwrap();
    client.stop_listening().unwrap();
    let body = text(data, "body").as_bytes();
    assert_eq!(name(parse_webhook(body).unwrap_err().status), text(data, "status"));
    assert_eq!(name(client.deliver(body).unwrap_err().status), text(data, "status"));
    let task = client.generate(&video(text(data, "prompt"))).unwrap();
    let look = format!("{{\"videoId\":\"{}\"}}", accepted(&task));
    let item = ended(&client.call(Operation::VIDEOS_GET, &look).unwrap()).unwrap();
    let said = Value::parse(&parse_webhook(item.text.as_bytes()).unwrap()).unwrap();
    assert_eq!((text(&said, "kind"), text(&said, "id")), ("video", text(&item.json(), "videoId")));
    assert_eq!(said.get("final").as_bool(), Some(false));
    client.deliver(item.text.as_bytes()).unwrap();
    task.cancel(Cancel::EVERYWHERE).unwrap();
    assert_eq!(ended(&task).unwrap_err().status, Status::E_CANCELLED);
    None
}

fn cancel(world: &World, data: &Value, how_far: Cancel) -> Option<String> {
    let client = world.client();
    let task = client.generate(&video(text(data, "prompt"))).unwrap();
    let remote = accepted(&task);
    task.cancel(how_far).unwrap();
    task.cancel(how_far).unwrap();
    assert_eq!(name(ended(&task).unwrap_err().status), text(data, "status"));
    let item = video_item(&client, &remote);
    assert_eq!(item.get("statusFinal").as_bool(), Some(how_far == Cancel::EVERYWHERE));
    if how_far == Cancel::HERE {
        stop_video(&client, &remote);
    }
    None
}

fn polling(world: &World, data: &Value) -> Option<String> {
    let client = Client::manual(&world.options()).unwrap();
    let task = client.call(op(data), "{}").unwrap();
    until(|| task.state().unwrap().phase == Phase::ENDED);
    assert!(task.state().unwrap().status == Status::OK && !task.is_done() && client.task_count() == 1);
    assert!(client.update(|_| {}).unwrap() >= 1);
    assert!(task.is_done() && client.task_count() == 0 && client.update(|_| {}).unwrap() == 0);
    None
}

fn many(world: &World, data: &Value) -> Option<String> {
    let client = world.client();
    let names = accounts(&client);
    let tasks: Vec<(&String, Task)> = names
        .iter()
        .cycle()
        .take(number(data, "count") as usize)
        .map(|account| (account, client.call(op(data), &format!("{{\"account\":\"{account}\"}}")).unwrap()))
        .collect();
    assert_eq!(tasks.iter().map(|(_, task)| task.id()).collect::<HashSet<_>>().len(), tasks.len());
    for (account, task) in &tasks {
        assert!(ended(task).unwrap().text.contains(account.as_str()));
    }
    None
}

fn texts(world: &World, data: &Value) -> Option<String> {
    let client = world.client();
    let folder = world.folder.join(text(data, "folder"));
    let options = TaskOptions {
        directory: Some(folder.clone()),
        file_name: Some(text(data, "file").into()),
        ..Default::default()
    };
    let outcome = ended(&client.generate_with(&video(text(data, "prompt")), &options).unwrap()).unwrap();
    assert_eq!(outcome.files, [folder.join(text(data, "file"))]);
    assert!(fs::metadata(&outcome.files[0]).unwrap().len() > 1000);
    assert_eq!(text(&outcome.json(), "desc"), text(data, "prompt"));
    let error = client.generate(&video("half\0of it")).map(|_| ()).err();
    // A NUL travels as JSON; whether it is allowed is for the catalog to say, but nothing may be cut off at it.
    assert!(error.map_or(true, |error| error.status == Status::E_INVALID));
    None
}

fn big_ids(world: &World, data: &Value) -> Option<String> {
    let client = world.client();
    for wanted in data.get("numbers").items().iter().filter_map(Value::as_str) {
        let id: u64 = wanted.parse().unwrap();
        let mut buffer = [0u8; sys::CONCH_TASK_TEXT_SIZE as usize];
        let mut back = 0;
        let with_nul = std::ffi::CString::new(wanted).unwrap();
        unsafe {
            assert_eq!(sys::conch_task_to_text(id, buffer.as_mut_ptr().cast(), buffer.len()), sys::CONCH_OK);
            assert_eq!(sys::conch_task_from_text(with_nul.as_ptr(), &mut back), sys::CONCH_OK);
        }
        assert_eq!((&buffer[..wanted.len()], back), (wanted.as_bytes(), id));
    }
    let task = client.generate(&stuck()).unwrap();
    let remote = accepted(&task);
    let id = video_item(&client, &remote).get("id").as_str().unwrap().to_owned();
    assert!(remote.contains(&id) && id.parse::<u64>().unwrap() > 1 << 53);
    task.cancel(Cancel::EVERYWHERE).unwrap();
    None
}

fn errors_local(world: &World, data: &Value) -> Option<String> {
    let client = world.client();
    let wrong = VideoParams { model: Some(text(data.get("params"), "model").into()), ..Default::default() };
    let error = client.generate(&wrong).unwrap_err();
    assert_eq!((name(error.status).as_str(), error.field.as_str()), (text(data, "status"), text(data, "field")));
    assert_eq!((error.http_code, error.retriable, error.retry_after), (0, false, None));
    let broken = &error.violations[0];
    assert_eq!((broken.field.as_str(), broken.rule.as_str()), (text(data, "field"), text(data, "rule")));
    assert!(broken.allowed != Value::Null && !broken.message.is_empty());
    assert!(error.to_string().contains(&error.message));
    let unknown = client.call(Operation(1), "{}").unwrap_err();
    assert_eq!(unknown.status, Status::E_NOT_FOUND);
    assert!(operation("no.such").is_none() && client.task_count() == 0);
    None
}

fn errors_remote(world: &World, data: &Value) -> Option<String> {
    let client = world.client();
    let error = ended(&client.generate(&video(text(data, "prompt"))).unwrap()).unwrap_err();
    assert_eq!((name(error.status).as_str(), i64::from(error.http_code)), (text(data, "status"), number(data, "http")));
    assert!(!error.body.is_empty() && !error.message.is_empty() && !error.retriable);
    let token = text(data, "bad_token");
    let options = ClientOptions { api_token: Some(token.into()), ..world.options() };
    let error = ended(&Client::new(&options).unwrap().call(Operation::ACCOUNTS_LIST, "{}").unwrap()).unwrap_err();
    assert_eq!(
        (name(error.status).as_str(), i64::from(error.http_code)),
        (text(data, "token_status"), number(data, "token_http"))
    );
    assert!(!format!("{error} {error:?} {options:?}").contains(token));
    None
}

/// The panics that checks provoke say nothing on the way.
fn quietly<T>(body: impl FnOnce() -> T) -> T {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let found = body();
    std::panic::set_hook(usual);
    found
}

fn callback_error(world: &World, data: &Value) -> Option<String> {
    let client = Client::manual(&world.options()).unwrap();
    let count = number(data, "count") as usize;
    let tasks: Vec<Task> = (0..count).map(|_| client.call(op(data), "{}").unwrap()).collect();
    until(|| tasks.iter().all(|task| task.state().unwrap().phase == Phase::ENDED));
    let (mut panics, mut seen) = (0, 0);
    quietly(|| {
        while client.task_count() > 0 {
            let updated = catch_unwind(AssertUnwindSafe(|| {
                client.update(|event| match event.is_done() {
                    true if event.task % 2 == 0 => panic!("mishap"),
                    true => seen += 1,
                    false => {}
                })
            }));
            panics += usize::from(updated.is_err());
        }
    });
    assert_eq!((panics + seen, panics > 0, seen > 0), (count, true, true));
    assert!(tasks.iter().all(|task| ended(task).unwrap().http_code == 200));

    let heard = Arc::new(AtomicUsize::new(0));
    let counter = heard.clone();
    let client = Client::with_listener(&world.options(), move |event| {
        if event.is_done() && counter.fetch_add(1, Ordering::SeqCst) == 0 {
            panic!("mishap");
        }
    });
    let client = client.unwrap();
    quietly(|| {
        let tasks: Vec<Task> = (0..count).map(|_| client.call(op(data), "{}").unwrap()).collect();
        assert!(tasks.iter().all(|task| ended(task).is_ok()));
        assert!(catch_unwind(AssertUnwindSafe(|| client.close())).is_err());
    });
    assert_eq!(heard.load(Ordering::SeqCst), count);
    None
}

fn destroy_busy(world: &World, data: &Value) -> Option<String> {
    let late = Arc::new(AtomicUsize::new(0));
    let counter = late.clone();
    let client = Client::with_listener(&world.options(), move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
    });
    let client = client.unwrap();
    let mut tasks: Vec<Task> = (0..number(data, "jobs")).map(|_| client.generate(&stuck()).unwrap()).collect();
    tasks.extend((0..number(data, "calls")).map(|_| client.call(Operation::ACCOUNTS_LIST, "{}").unwrap()));
    let last = client.call(Operation::ACCOUNTS_LIST, "{}").unwrap();
    let waiting = thread::spawn(move || drop(last.wait()));
    thread::sleep(Duration::from_millis(50));
    let before = Instant::now();
    drop(client);
    assert!(before.elapsed() < Duration::from_secs(number(data, "seconds") as u64));
    let count = late.load(Ordering::SeqCst);
    waiting.join().unwrap();
    assert_eq!(late.load(Ordering::SeqCst), count);
    assert!(tasks.iter().all(Task::is_done), "a task was left without an end");
    assert_eq!(thread_count(), 0);
    None
}

fn closed(world: &World, _: &Value) -> Option<String> {
    let client = world.client();
    let task = client.call(Operation::ACCOUNTS_LIST, "{}").unwrap();
    ended(&task).unwrap();
    let left = client.generate(&stuck()).unwrap();
    client.close();
    assert_eq!(ended(&left).unwrap_err().status, Status::E_CANCELLED);
    assert_eq!(task.cancel(Cancel::HERE).unwrap_err().status, Status::E_HANDLE);
    assert_eq!(task.state().unwrap_err().status, Status::E_HANDLE);
    assert_eq!(ended(&task).unwrap().http_code, 200);
    let manual = Client::manual(&world.options()).unwrap();
    let left = manual.generate(&stuck()).unwrap();
    drop(manual);
    assert_eq!(left.wait().unwrap_err().status, Status::E_CANCELLED);
    None
}

/// The program of the check `exit`: ends without closing anything.
fn child(world: &World, how: &str, code: i32) -> ! {
    let client = world.client();
    let tasks: Vec<Task> = (0..3).map(|_| client.generate(&stuck()).unwrap()).collect();
    match how {
        "at once" => {}
        "while another thread waits" => {
            let task = client.generate(&stuck()).unwrap();
            thread::spawn(move || drop(task.wait()));
            thread::sleep(Duration::from_millis(100));
        }
        _ => std::mem::forget(client), // never dropped
    }
    drop(tasks);
    exit(code)
}

fn exits(world: &World, data: &Value) -> Option<String> {
    let code = number(data, "code");
    for how in ["at once", "while another thread waits", "forgotten"] {
        let before = Instant::now();
        let said = Command::new(env::current_exe().unwrap())
            .env(CHILD, how)
            .env("CONCH_TEST_URL", &world.url)
            .env("CONCH_TEST_FOLDER", &world.folder)
            .output()
            .unwrap();
        let output = String::from_utf8_lossy(&said.stderr) + String::from_utf8_lossy(&said.stdout);
        assert_eq!((said.status.code(), output.as_ref()), (Some(code as i32), ""), "{how}");
        assert!(before.elapsed() < Duration::from_secs(20));
    }
    None
}

/// There is no collector here; what the host forgets at once comes to its end all the same.
fn forgotten(world: &World, data: &Value) -> Option<String> {
    let client = Client::manual(&world.options()).unwrap();
    let count = number(data, "count") as usize;
    let ids: HashSet<u64> = (0..count).map(|_| client.call(op(data), "{}").unwrap().id()).collect();
    let mut ended = Vec::new();
    while client.task_count() > 0 {
        client.update(|event| ended.extend(event.is_done().then_some(event.task))).unwrap();
        thread::sleep(Duration::from_millis(1));
    }
    assert_eq!((ended.len(), ended.into_iter().collect::<HashSet<_>>()), (count, ids));
    drop(client.generate(&stuck()).unwrap());
    drop(client);
    assert_eq!(thread_count(), 0);
    None
}

/// An executor of a few lines: polls on this thread, sleeps until it is woken.
fn block_on<F: Future>(future: F) -> F::Output {
    struct Unpark(thread::Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = Box::pin(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park_timeout(Duration::from_secs(60)),
        }
    }
}

/// All of them at once.
struct Join<F: Future>(Vec<Option<Pin<Box<F>>>>, Vec<F::Output>);

impl<F: Future> Future for Join<F>
where
    F::Output: Unpin,
{
    type Output = Vec<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        for slot in &mut this.0 {
            if let Some(Poll::Ready(value)) = slot.as_mut().map(|future| future.as_mut().poll(context)) {
                this.1.push(value);
                *slot = None;
            }
        }
        match this.0.iter().all(Option::is_none) {
            true => Poll::Ready(std::mem::take(&mut this.1)),
            false => Poll::Pending,
        }
    }
}

fn executor(world: &World, data: &Value) -> Option<String> {
    let client = world.client();
    let all = (0..number(data, "count")).map(|_| Some(Box::pin(client.call(op(data), "{}").unwrap()))).collect();
    assert!(block_on(Join(all, Vec::new())).into_iter().all(|outcome| outcome.unwrap().http_code == 200));
    block_on(async {
        let task = client.generate(&stuck()).unwrap();
        let mut events = task.events();
        while let Some(event) = events.next_event().await {
            if !event.remote_id.is_empty() {
                task.cancel(Cancel::EVERYWHERE).unwrap();
            }
            assert!(!event.is_done() || event.error.is_some());
        }
        assert!(events.next_event().await.is_none());
        assert_eq!(task.await.unwrap_err().status, Status::E_CANCELLED);
    });
    None
}

fn journal(world: &World, data: &Value) -> Option<String> {
    let kept =
        ClientOptions { state_directory: Some(world.folder.join("journal").display().to_string()), ..world.options() };
    let jobs_in = |outcome: Outcome| outcome.json().get("jobs").items().to_vec();
    let first = Client::new(&kept).unwrap();
    let remote = accepted(&first.generate(&video(text(data, "prompt"))).unwrap());
    drop(first);

    let second = Client::new(&kept).unwrap();
    let filter = format!("{{\"state\":\"{}\"}}", text(data, "state"));
    let found = jobs_in(ended(&second.jobs(&filter).unwrap()).unwrap());
    assert_eq!(found.len(), 1);
    assert_eq!((text(&found[0], "prompt"), text(&found[0], "owner")), (text(data, "prompt"), "none"));
    assert_eq!(found[0].get("remoteIds").items()[0].as_str(), Some(remote.as_str()));
    let restoring = second.restore(None).unwrap();
    assert_eq!(number(&ended(&restoring).unwrap().json(), "left"), 0);
    let job = restoring.restored().pop().unwrap();
    assert_eq!(accepted(&job), remote);
    job.cancel(Cancel::EVERYWHERE).unwrap();
    assert_eq!(name(ended(&job).unwrap_err().status), text(data, "status"));
    let again = second.restore(None).unwrap();
    ended(&again).unwrap();
    assert!(again.restored().is_empty());
    ended(&second.forget(text(&found[0], "job")).unwrap()).unwrap();
    assert!(jobs_in(ended(&second.jobs("{}").unwrap()).unwrap()).is_empty());

    second.pause().unwrap();
    let waiting = second.generate_with(&stuck(), &TaskOptions { priority: 3, ..Default::default() }).unwrap();
    until(|| waiting.state().unwrap().phase == Phase::WAITING);
    second.resume().unwrap();
    accepted(&waiting);
    waiting.cancel(Cancel::EVERYWHERE).unwrap();
    ended(&waiting).unwrap_err();
    None
}

fn catalogue(world: &World, data: &Value) -> Option<String> {
    let found = Value::parse(catalog()).unwrap();
    assert!(found.get("operations").items().len() > 40 && found.get("models").items().len() > 10);
    let kinds = world.model.get("kinds").items();
    let kind = kinds.iter().find(|kind| text(kind, "name") == text(data, "kind")).unwrap();
    assert_eq!(number(kind, "value"), i64::from(ImageParams::KIND.0));
    let params = ImageParams { prompt: text(data.get("params"), "prompt").into(), ..Default::default() };
    assert!(validate(&params).unwrap().is_empty());
    assert_eq!(validate_json(ImageParams::OPERATION, "{}", &[]).unwrap()[0].rule, "required");
    assert_eq!(estimate(&params).unwrap().0, Some(number(data, "credits") as u64));
    let (credits, why) = estimate(&video("x")).unwrap();
    assert!(credits.is_none() && why.len() > 10);
    assert_eq!(inspect_account("https://example.org/", "x").unwrap_err().status, Status::E_INVALID);
    None
}

fn typed_params(world: &World, _: &Value) -> Option<String> {
    let source = include_str!("../src/params.rs");
    for kind in world.model.get("kinds").items() {
        for parameter in kind.get("parameters").items() {
            assert!(source.contains(&format!("object.put(\"{}\",", text(parameter, "name"))));
        }
        assert_eq!(JobKind(number(kind, "value") as i32).name(), Some(text(kind, "name").to_uppercase().as_str()));
    }
    let video = VideoParams {
        model: Some(video_model::I2V_2_3.into()),
        file_id: Some(File::Local("a.png".into())),
        max_jobs: Some(2),
        ..video("p \"q\"")
    };
    let wanted = r#"{"prompt":"p \"q\"","fileID":{"path":"a.png"},"model":"I2V-2.3","maxJobs":2}"#;
    assert_eq!(Value::parse(&video.to_json()), Value::parse(wanted));
    let image = ImageParams { prompt: "p".into(), ..Default::default() };
    assert_eq!(image.to_json(), r#"{"prompt":"p"}"#);
    None
}

// --- what only Rust has

fn timeouts(world: &World, _: &Value) -> Option<String> {
    let client = world.client();
    let task = client.generate(&stuck()).unwrap();
    assert!(task.wait_for(Duration::from_millis(50)).is_none());
    task.cancel(Cancel::EVERYWHERE).unwrap();
    ended(&task).unwrap_err();
    let options = TaskOptions { deadline: Some(Duration::from_millis(300)), ..Default::default() };
    let late = client.generate_with(&stuck(), &options).unwrap();
    assert_eq!(ended(&late).unwrap_err().status, Status::E_TIMEOUT);
    None
}

fn threads(world: &World, _: &Value) -> Option<String> {
    let client = world.client();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| (0..5).for_each(|_| drop(accounts(&client))));
        }
    });
    None
}

/// A listener that owns its client may drop it.
fn dropped_inside(world: &World, _: &Value) -> Option<String> {
    let own: Arc<Mutex<Option<Client>>> = Arc::default();
    let inside = own.clone();
    let client = Client::with_listener(&world.options(), move |event| {
        if event.is_done() {
            drop(inside.lock().unwrap().take());
        }
    });
    let task = {
        let mut place = own.lock().unwrap();
        place.insert(client.unwrap()).call(Operation::ACCOUNTS_LIST, "{}").unwrap()
    };
    ended(&task).unwrap();
    until(|| thread_count() == 0);
    None
}

fn own_emulator(world: &World, _: &Value) -> Option<String> {
    let options = EmulatorOptions { program: env::var("CONCH_TEST_EMULATOR").ok(), speed: 600.0, ..Default::default() };
    let emulator = Emulator::start(&options).unwrap();
    let client = Client::new(&ClientOptions { base_url: Some(emulator.base_url().into()), ..world.options() }).unwrap();
    assert!(!accounts(&client).is_empty() && library_version().starts_with("1."));
    None
}

const CHECKS: &[(&str, Check)] = &[
    ("layout", layout),
    ("create", create),
    ("older-struct", older_struct),
    ("call", call),
    ("job", job),
    ("local-file", local_file),
    ("stream", stream),
    ("chat", chat),
    ("kinds", kinds),
    ("webhook", webhook),
    ("cancel-here", |world, data| cancel(world, data, Cancel::HERE)),
    ("cancel-everywhere", |world, data| cancel(world, data, Cancel::EVERYWHERE)),
    ("polling", polling),
    ("many", many),
    ("text", texts),
    ("big-ids", big_ids),
    ("errors-local", errors_local),
    ("errors-remote", errors_remote),
    ("callback-error", callback_error),
    ("destroy-busy", destroy_busy),
    ("closed", closed),
    ("exit", exits),
    ("gc", forgotten),
    ("loop", executor),
    ("journal", journal),
    ("catalog", catalogue),
    ("params", typed_params),
    ("rust-timeouts", timeouts),
    ("rust-threads", threads),
    ("rust-dropped-inside", dropped_inside),
    ("rust-emulator", own_emulator),
];

fn read(variable: &str, beside: &str) -> Value {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").join(beside);
    let file = env::var_os(variable).map_or(shared, PathBuf::from);
    let found = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    Value::parse(&found).expect("it is JSON")
}

/// An emulator with as many places as the checks take; it ends when its input does.
fn start_emulator() -> (Child, String) {
    let beside = option_env!("CONCH_LIB_DIR").map(|folder| Path::new(folder).join("../bin/conch-emulator"));
    let program = beside.filter(|program| program.exists()).unwrap_or_else(|| "conch-emulator".into());
    let mut started = Command::new(&program)
        .args(["--port", "0", "--exit-with-parent", "--speed", "600", "--accounts", "100"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    let mut line = String::new();
    BufReader::new(started.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let url = line.trim().rsplit(' ').next().unwrap().to_owned();
    (started, url)
}

/// Says which check hangs, instead of hanging with it.
fn watch(id: &'static str) -> impl Drop {
    struct Watch(Option<Sender<()>>);
    impl Drop for Watch {
        fn drop(&mut self) {
            self.0.take();
        }
    }
    let (alive, ended) = channel();
    thread::spawn(move || {
        if ended.recv_timeout(Duration::from_secs(180)) == Err(RecvTimeoutError::Timeout) {
            println!("not ok {id}: it hangs");
            exit(1);
        }
    });
    Watch(Some(alive))
}

fn main() {
    let list = read("CONCH_TEST_BEHAVIOURS", "tests/bindings/behaviours.json");
    let behaviours = list.get("behaviours").items();
    let data = |id: &str| behaviours.iter().find(|b| text(b, "id") == id).map(|b| b.get("with").clone());
    let (mut emulator, mut own_folder) = (None, None);
    let url = env::var("CONCH_TEST_URL").unwrap_or_else(|_| {
        let (started, url) = start_emulator();
        emulator = Some(started);
        url
    });
    let folder = env::var_os("CONCH_TEST_FOLDER").map(PathBuf::from).unwrap_or_else(|| {
        let folder = env::temp_dir().join(format!("conch-behaviours-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        own_folder.insert(folder).clone()
    });
    let world = World { url, folder, model: read("CONCH_TEST_MODEL", "bindings/generate/model.json") };
    if let Ok(how) = env::var(CHILD) {
        child(&world, &how, number(&data("exit").unwrap(), "code") as i32);
    }
    let mut failed = false;
    for (id, check) in CHECKS {
        let given = data(id).unwrap_or(Value::Null);
        let _watched = watch(id);
        match catch_unwind(AssertUnwindSafe(|| check(&world, &given))) {
            Ok(None) => println!("ok {id}"),
            Ok(Some(why)) => println!("skip {id}: {why}"),
            Err(panic) => {
                failed = true;
                let why = panic.downcast_ref::<String>().cloned();
                let why = why.or_else(|| panic.downcast_ref::<&str>().map(|why| why.to_string()));
                println!("not ok {id}: {}", why.unwrap_or_default().replace('\n', " "));
            }
        }
    }
    if let Some(mut emulator) = emulator {
        drop(emulator.stdin.take());
        emulator.wait().unwrap();
    }
    own_folder.map(fs::remove_dir_all);
    exit(i32::from(failed))
}
