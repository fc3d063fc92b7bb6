//! Calls and jobs that were started.

use std::collections::VecDeque;
use std::future::Future;
use std::mem::size_of;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use conch_sys as sys;

use crate::client::Link;
use crate::constants::{Cancel, EventType, Phase, Status};
use crate::error::{check, Error};
use crate::event::{Event, Outcome};
use crate::{locked, SLICE};

/// What is known of a task on this side of the border.
#[derive(Default)]
pub(crate) struct Known {
    state: Mutex<State>,
    news: Condvar,
    restores: bool,
}

#[derive(Default)]
struct State {
    events: VecDeque<Event>,
    end: Option<Result<Outcome, Error>>,
    wakers: Vec<Waker>,
    restored: Vec<(u64, Arc<Known>)>,
}

impl Known {
    /// Of a task that brings jobs back.
    pub(crate) fn restoring() -> Known {
        Known { restores: true, ..Default::default() }
    }

    pub(crate) fn restores(&self) -> bool {
        self.restores
    }

    pub(crate) fn welcome(&self, restored: Vec<(u64, Arc<Known>)>) {
        locked(&self.state).restored = restored;
    }

    /// Keeps the event for a reader. Progress that nobody read yet gives way to newer, as in the library's queue.
    pub(crate) fn deliver(&self, event: Event) {
        let mut state = locked(&self.state);
        if event.is_done() {
            state.end = Some(event.outcome());
        }
        match (event.kind, state.events.back_mut()) {
            (EventType::PROGRESS, Some(last)) if last.kind == EventType::PROGRESS => *last = event,
            (EventType::LOG, _) => {}
            _ => state.events.push_back(event),
        }
        let wakers = std::mem::take(&mut state.wakers);
        drop(state);
        self.news.notify_all();
        wakers.into_iter().for_each(Waker::wake);
    }

    /// What `look` finds, now or when there are news.
    fn poll<T>(&self, context: &mut Context<'_>, look: impl FnOnce(&mut State) -> Option<T>) -> Poll<T> {
        let mut state = locked(&self.state);
        if let Some(found) = look(&mut state) {
            return Poll::Ready(found);
        }
        if !state.wakers.iter().any(|waker| waker.will_wake(context.waker())) {
            state.wakers.push(context.waker().clone());
        }
        Poll::Pending
    }
}

/// A call or a job that was started: a [`Future`] of its [`Outcome`]. To forget it ends nothing; [`Task::cancel`] does.
pub struct Task {
    known: Arc<Known>,
    link: Arc<Link>,
    id: u64,
}

/// What the library knows about a task at this moment.
#[derive(Clone, Debug)]
pub struct TaskInfo {
    pub phase: Phase,
    /// How it ended; OK as long as it has not.
    pub status: Status,
    pub percent: Option<u8>,
    pub remaining: Option<Duration>,
    pub elapsed: Duration,
    pub bytes: u64,
    pub bytes_total: Option<u64>,
}

impl Task {
    pub(crate) fn new(link: Arc<Link>, id: u64, known: Arc<Known>) -> Task {
        Task { known, link, id }
    }

    /// Its number, which is never used twice.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// Whether its end has been taken.
    pub fn is_done(&self) -> bool {
        locked(&self.known.state).end.is_some()
    }

    /// Of [`Client::restore`](crate::Client::restore), when it has ended: the tasks of the jobs that it brought back.
    pub fn restored(&self) -> Vec<Task> {
        let state = locked(&self.known.state);
        state.restored.iter().map(|(id, known)| Task::new(self.link.clone(), *id, known.clone())).collect()
    }

    /// Asks for an end, here or everywhere. Never blocks; does nothing to a task that has ended.
    pub fn cancel(&self, how_far: Cancel) -> Result<(), Error> {
        match unsafe { sys::conch_task_cancel(self.link.handle(), self.id, how_far.0) } {
            sys::CONCH_E_NOT_FOUND => Ok(()),
            status => check(status),
        }
    }

    pub fn state(&self) -> Result<TaskInfo, Error> {
        let mut info = std::mem::MaybeUninit::<sys::conch_task_info>::zeroed();
        let info = unsafe {
            sys::conch_task_info_init(info.as_mut_ptr(), size_of::<sys::conch_task_info>());
            check(sys::conch_task_state(self.link.handle(), self.id, info.as_mut_ptr()))?;
            info.assume_init()
        };
        Ok(TaskInfo {
            phase: Phase(info.phase),
            status: Status(info.status),
            percent: u8::try_from(info.percent).ok(),
            remaining: u64::try_from(info.remaining_ms).ok().map(Duration::from_millis),
            elapsed: Duration::from_millis(info.elapsed_ms),
            bytes: info.bytes,
            bytes_total: (info.bytes_total > 0).then_some(info.bytes_total),
        })
    }

    /// Waits on this thread for the outcome.
    pub fn wait(&self) -> Result<Outcome, Error> {
        self.blocking(None, |state| state.end.clone())?.unwrap_or_else(|| Err(Error::of(sys::CONCH_E_TIMEOUT)))
    }

    /// The same for a limited time: `None` when it has not ended by then.
    pub fn wait_for(&self, time: Duration) -> Option<Result<Outcome, Error>> {
        match self.blocking(Some(Instant::now() + time), |state| state.end.clone()) {
            Ok(end) => end,
            Err(error) => Some(Err(error)),
        }
    }

    /// Its events as they come, DONE last: a blocking iterator, or [`Events::next_event`] to await. For one
    /// reader.
    pub fn events(&self) -> Events {
        Events { task: Task::new(self.link.clone(), self.id, self.known.clone()), ended: false }
    }

    /// What `look` finds, when there is something; `None` when it is too late.
    fn blocking<T>(
        &self,
        until: Option<Instant>,
        mut look: impl FnMut(&mut State) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        loop {
            let mut state = locked(&self.known.state);
            if let Some(found) = look(&mut state) {
                return Ok(Some(found));
            }
            let slice = match until.map(|end| end.saturating_duration_since(Instant::now())) {
                Some(Duration::ZERO) => return Ok(None),
                Some(left) => left.min(SLICE),
                None => SLICE,
            };
            if self.link.is_background() {
                drop(self.known.news.wait_timeout(state, slice));
            } else {
                drop(state);
                self.link.take(slice)?;
            }
        }
    }
}

impl Future for Task {
    type Output = Result<Outcome, Error>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.known.poll(context, |state| state.end.clone())
    }
}

impl std::fmt::Debug for Task {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Task").field("id", &self.id).field("done", &self.is_done()).finish()
    }
}

/// The events of one task.
pub struct Events {
    task: Task,
    ended: bool,
}

impl Events {
    /// The next event, `None` behind DONE. This is `Stream::poll_next`; the crate `conch-stream` says so to the compiler.
    pub fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Event>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let found = self.task.known.poll(context, |state| state.next());
        if let Poll::Ready(event) = &found {
            self.note(event);
        }
        found
    }

    /// The same to await.
    pub fn next_event(&mut self) -> NextEvent<'_> {
        NextEvent(self)
    }

    /// Whether all were read.
    pub fn is_over(&self) -> bool {
        self.ended
    }

    fn note(&mut self, event: &Option<Event>) {
        self.ended = event.as_ref().map_or(true, Event::is_done);
    }
}

/// The future of [`Events::next_event`].
pub struct NextEvent<'a>(&'a mut Events);

impl Future for NextEvent<'_> {
    type Output = Option<Event>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Event>> {
        self.0.poll_next(context)
    }
}

impl State {
    /// `Some(None)` when all was read.
    fn next(&mut self) -> Option<Option<Event>> {
        match self.events.pop_front() {
            Some(event) => Some(Some(event)),
            None if self.end.is_some() => Some(None),
            None => None,
        }
    }
}

impl Iterator for Events {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        if self.ended {
            return None;
        }
        // A client that takes no more events has given every task its end.
        let event = self.task.blocking(None, State::next).ok().flatten().flatten();
        self.note(&event);
        event
    }
}
