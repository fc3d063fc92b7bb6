//! One endpoint, one set of credentials, one worker thread.

use std::any::Any;
use std::collections::HashMap;
use std::mem::size_of;
use std::panic::{catch_unwind, resume_unwind, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use conch_sys as sys;

use crate::constants::{JobKind, Operation, Status, TaskFlags};
use crate::error::{check, Error};
use crate::event::Event;
use crate::options::{ClientOptions, WebhookOptions};
use crate::task::{Known, Task};
use crate::text::{self, Texts};
use crate::value::Params;
use crate::{locked, SLICE};

/// How long a client that ends gives its tasks to say so.
const LAST_EVENTS: Duration = Duration::from_secs(2);

/// How a task is run.
#[derive(Clone, Debug, Default)]
pub struct TaskOptions {
    pub flags: Vec<TaskFlags>,
    /// When to give up; a job at the service lives on.
    pub deadline: Option<Duration>,
    /// Where files go; `None`: the client's download_directory.
    pub directory: Option<PathBuf>,
    /// Name of the first file; `None`: made from kind, time and id.
    pub file_name: Option<String>,
    /// Local files for the upload of a call.
    pub files: Vec<PathBuf>,
    /// Which of the jobs that wait for a place is created first; the highest.
    pub priority: i32,
}

impl TaskOptions {
    fn to_native(&self, texts: &mut Texts) -> Result<sys::conch_task_options, Error> {
        let mut native = std::mem::MaybeUninit::<sys::conch_task_options>::zeroed();
        // Zero is a valid value of all its fields; init fills in the defaults.
        let mut native = unsafe {
            sys::conch_task_options_init(native.as_mut_ptr(), size_of::<sys::conch_task_options>());
            native.assume_init()
        };
        native.flags = self.flags.iter().fold(0, |all, flag| all | flag.0);
        native.deadline_ms = self.deadline.map_or(0, |time| u64::try_from(time.as_millis()).unwrap_or(u64::MAX).max(1));
        native.directory = texts.add_path("directory", self.directory.as_deref())?;
        native.file_name = texts.add("file_name", self.file_name.as_deref())?;
        native.files = texts.add_list("files", &self.files)?;
        native.file_count = self.files.len();
        native.priority = self.priority;
        Ok(native)
    }
}

/// What the client, its tasks and its thread share.
pub(crate) struct Link {
    /// Stays safe to pass after it was destroyed: the library answers with E_HANDLE.
    handle: *mut sys::conch_client,
    tasks: Mutex<HashMap<u64, Arc<Known>>>,
    /// Held while an event is taken and copied, because the next one ends its life.
    taking: Mutex<()>,
    background: bool,
    closed: AtomicBool,
}

// The library's functions may be called from any thread; taking events is guarded by `taking`.
unsafe impl Send for Link {}
unsafe impl Sync for Link {}

impl Link {
    pub(crate) fn handle(&self) -> *mut sys::conch_client {
        self.handle
    }

    pub(crate) fn is_background(&self) -> bool {
        self.background
    }

    /// Takes one event, if one comes in time, and gives it to its task.
    pub(crate) fn take(&self, time: Duration) -> Result<Option<Event>, Error> {
        let event = {
            let _alone = locked(&self.taking);
            let milliseconds = i32::try_from(time.as_millis()).unwrap_or(i32::MAX);
            let mut event = std::ptr::null();
            let status = unsafe { sys::conch_client_next_event(self.handle, milliseconds, &mut event) };
            check(status)?;
            if status != sys::CONCH_OK || event.is_null() {
                return Ok(None);
            }
            unsafe { Event::read(event) }
        };
        let known = {
            let mut tasks = locked(&self.tasks);
            let known = if event.is_done() { tasks.remove(&event.task) } else { tasks.get(&event.task).cloned() };
            if let Some(known) = known.as_ref().filter(|known| event.is_done() && known.restores()) {
                // Restored jobs become tasks before their first events come.
                let restored = event.restored().into_iter().map(|id| (id, Arc::new(Known::default())));
                known.welcome(restored.inspect(|(id, known)| drop(tasks.insert(*id, known.clone()))).collect());
            }
            known
        };
        if let Some(known) = known {
            known.deliver(event.clone());
        }
        Ok(Some(event))
    }

    /// Gives an end to tasks whose own will not come any more.
    fn abandon(&self) {
        for (id, known) in locked(&self.tasks).drain() {
            known.deliver(Event::abandoned(id));
        }
    }
}

type Listener = Box<dyn FnMut(&Event) + Send>;

/// A connection to one service. Dropping it cancels everything here; jobs at the service live on.
pub struct Client {
    link: Arc<Link>,
    pump: Option<JoinHandle<Option<Box<dyn Any + Send>>>>,
}

impl Client {
    /// A client with a thread of its own that takes the events, so that waiting and awaiting just work.
    pub fn new(options: &ClientOptions) -> Result<Client, Error> {
        Client::with_listener(options, |_| {})
    }

    /// The same, and `listener` hears every event on that thread, log lines too. When it panics, the others' events come
    /// all the same, and [`Client::close`] panics with it.
    pub fn with_listener(
        options: &ClientOptions,
        listener: impl FnMut(&Event) + Send + 'static,
    ) -> Result<Client, Error> {
        let mut client = Client::create(options, true)?;
        let link = client.link.clone();
        let listener: Listener = Box::new(listener);
        let pump = thread::Builder::new().name("conch-events".into()).spawn(move || pump(&link, listener));
        match pump {
            Ok(pump) => client.pump = Some(pump),
            Err(error) => return Err(Error::own(Status::E_NO_MEMORY, "", format!("no thread for events: {error}"))),
        }
        Ok(client)
    }

    /// A client whose events you take yourself, with [`Client::update`] once a frame. Nothing happens outside of it.
    pub fn manual(options: &ClientOptions) -> Result<Client, Error> {
        Client::create(options, false)
    }

    fn create(options: &ClientOptions, background: bool) -> Result<Client, Error> {
        let mut texts = Texts::default();
        let native = options.to_native(&mut texts)?;
        let (mut handle, mut error) = (std::ptr::null_mut(), std::ptr::null_mut());
        let status = unsafe { sys::conch_client_create(&native, &mut handle, &mut error) };
        if status < 0 {
            return Err(unsafe { Error::take(error, status) });
        }
        let (tasks, taking, closed) = (Mutex::default(), Mutex::default(), AtomicBool::new(false));
        Ok(Client { link: Arc::new(Link { handle, tasks, taking, background, closed }), pump: None })
    }

    /// Starts a job. Returns at once.
    pub fn generate<P: Params>(&self, params: &P) -> Result<Task, Error> {
        self.generate_with(params, &TaskOptions::default())
    }

    pub fn generate_with<P: Params>(&self, params: &P, options: &TaskOptions) -> Result<Task, Error> {
        self.generate_json(P::KIND, &params.to_json(), options)
    }

    /// The same with the service's own names.
    pub fn generate_json(&self, kind: JobKind, params: &str, options: &TaskOptions) -> Result<Task, Error> {
        let params = text::with_nul("params", params)?;
        self.start(options, |native, id, error| unsafe {
            sys::conch_generate(self.link.handle, kind.0, params.as_ptr(), native, id, error)
        })
    }

    /// Starts one operation of the service; `params` is a JSON object, e.g. `"{}"`.
    pub fn call(&self, operation: Operation, params: &str) -> Result<Task, Error> {
        self.call_with(operation, params, &TaskOptions::default())
    }

    pub fn call_with(&self, operation: Operation, params: &str, options: &TaskOptions) -> Result<Task, Error> {
        let params = text::with_nul("params", params)?;
        self.start(options, |native, id, error| unsafe {
            sys::conch_call(self.link.handle, operation.0, params.as_ptr(), native, id, error)
        })
    }

    /// Reads a whole list: one CHUNK event a page, whose JSON is a list of items. `most`: 0 for all.
    pub fn list(&self, operation: Operation, params: &str, most: u64) -> Result<Task, Error> {
        let params = text::with_nul("params", params)?;
        self.start(&TaskOptions::default(), |native, id, error| unsafe {
            sys::conch_list(self.link.handle, operation.0, params.as_ptr(), most, native, id, error)
        })
    }

    /// Reads the journal: jobs of this program, of others that run, and of those that ended, newest first; `jobs` in the
    /// outcome's JSON. Nothing is asked of the service. `filter` is a JSON object: `state` ("unfinished", "ended"), `job`,
    /// `limit`.
    pub fn jobs(&self, filter: &str) -> Result<Task, Error> {
        let filter = text::with_nul("filter", filter)?;
        self.start(&TaskOptions::default(), |native, id, error| unsafe {
            sys::conch_jobs_list(self.link.handle, filter.as_ptr(), native, id, error)
        })
    }

    /// Brings back unfinished jobs that nobody works on, or the one with this id; when the task has ended,
    /// [`Task::restored`] are the tasks of the jobs.
    pub fn restore(&self, job: Option<&str>) -> Result<Task, Error> {
        let job = job.map(|job| text::with_nul("job", job)).transpose()?;
        let job = job.as_ref().map_or(std::ptr::null(), |job| job.as_ptr());
        self.start_known(&TaskOptions::default(), Known::restoring(), |native, id, error| unsafe {
            sys::conch_jobs_restore(self.link.handle, job, native, id, error)
        })
    }

    /// Takes a job out of the journal. Nothing happens at the service and to files.
    pub fn forget(&self, job: &str) -> Result<Task, Error> {
        let job = text::with_nul("job", job)?;
        self.start(&TaskOptions::default(), |native, id, error| unsafe {
            sys::conch_job_forget(self.link.handle, job.as_ptr(), native, id, error)
        })
    }

    /// Holds back what costs: jobs that wait to be created stay waiting. Those that run are followed to their end.
    pub fn pause(&self) -> Result<(), Error> {
        check(unsafe { sys::conch_client_pause(self.link.handle) })
    }

    /// Ends a pause.
    pub fn resume(&self) -> Result<(), Error> {
        check(unsafe { sys::conch_client_resume(self.link.handle) })
    }

    /// How many tasks have not ended.
    pub fn task_count(&self) -> usize {
        locked(&self.link.tasks).len()
    }

    /// Takes the events that are there, on this thread, and shows each to `listener` after its task has it. For a
    /// client made with [`Client::manual`]; call it once a frame. When `listener` panics, that comes out of here, and the
    /// next call goes on with the next event.
    pub fn update(&self, mut listener: impl FnMut(&Event)) -> Result<usize, Error> {
        let mut count = 0;
        if self.link.background {
            return Ok(0);
        }
        while let Some(event) = self.link.take(Duration::ZERO)? {
            count += 1;
            listener(&event);
        }
        Ok(count)
    }

    /// Lets the service call back; the address that jobs which start afterwards send as replyUrl.
    pub fn listen(&self, options: &WebhookOptions) -> Result<String, Error> {
        let mut texts = Texts::default();
        let native = options.to_native(&mut texts)?;
        let (mut url, mut error) = (std::ptr::null_mut(), std::ptr::null_mut());
        unsafe {
            let status = sys::conch_webhook_listen(self.link.handle, &native, &mut url, &mut error);
            if status < 0 {
                return Err(Error::take(error, status));
            }
            Ok(text::taken(url))
        }
    }

    pub fn stop_listening(&self) -> Result<(), Error> {
        check(unsafe { sys::conch_webhook_stop(self.link.handle) })
    }

    /// Hands over a callback that a server of your own received.
    pub fn deliver(&self, body: &[u8]) -> Result<(), Error> {
        check(unsafe { sys::conch_webhook_deliver(self.link.handle, body.as_ptr().cast(), body.len()) })
    }

    /// Ends the client as dropping it does, and passes on the panic of a listener.
    pub fn close(mut self) {
        if let Some(panic) = self.end() {
            resume_unwind(panic);
        }
    }

    fn start(
        &self,
        options: &TaskOptions,
        submit: impl FnOnce(&sys::conch_task_options, &mut u64, &mut *mut sys::conch_error) -> sys::conch_status,
    ) -> Result<Task, Error> {
        self.start_known(options, Known::default(), submit)
    }

    fn start_known(
        &self,
        options: &TaskOptions,
        known: Known,
        submit: impl FnOnce(&sys::conch_task_options, &mut u64, &mut *mut sys::conch_error) -> sys::conch_status,
    ) -> Result<Task, Error> {
        let mut texts = Texts::default();
        let native = options.to_native(&mut texts)?;
        let (mut id, mut error) = (0, std::ptr::null_mut());
        // Who takes events looks a task up under the same lock, so none comes before the task is known.
        let mut tasks = locked(&self.link.tasks);
        let status = submit(&native, &mut id, &mut error);
        if status < 0 {
            return Err(unsafe { Error::take(error, status) });
        }
        let known = Arc::new(known);
        tasks.insert(id, known.clone());
        Ok(Task::new(self.link.clone(), id, known))
    }

    fn end(&mut self) -> Option<Box<dyn Any + Send>> {
        if self.link.closed.swap(true, Ordering::SeqCst) {
            return None;
        }
        unsafe { sys::conch_client_close(self.link.handle) };
        let mut panic = None;
        if let Some(pump) = self.pump.take() {
            // A listener may drop its own client.
            if pump.thread().id() != thread::current().id() {
                panic = pump.join().unwrap_or_else(Some);
            }
        }
        unsafe { sys::conch_client_destroy(self.link.handle) };
        self.link.abandon();
        panic
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.end();
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("tasks", &self.task_count()).finish_non_exhaustive()
    }
}

/// Takes events until the client has ended; the first panic of the listener.
fn pump(link: &Link, mut listener: Listener) -> Option<Box<dyn Any + Send>> {
    let mut panic = None;
    let mut closed_at: Option<Instant> = None;
    while closed_at.map_or(true, |at| at.elapsed() < LAST_EVENTS) {
        if closed_at.is_none() && link.closed.load(Ordering::SeqCst) {
            closed_at = Some(Instant::now());
        }
        match link.take(SLICE) {
            Ok(Some(event)) => {
                if let Err(payload) = catch_unwind(AssertUnwindSafe(|| listener(&event))) {
                    panic.get_or_insert(payload);
                }
            }
            Ok(None) => {}
            Err(_) => break, // closed, and all events were taken
        }
    }
    panic
}
