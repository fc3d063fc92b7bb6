#![doc = include_str!("../../README.md")]

pub mod client;
#[rustfmt::skip] // generated
pub mod constants;
pub mod error;
pub mod event;
pub mod json;
#[rustfmt::skip] // generated
pub mod options;
#[rustfmt::skip] // generated
pub mod params;
pub mod service;
pub mod task;
mod text;
pub mod value;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub use client::{Client, TaskOptions};
pub use constants::*;
pub use error::{Error, Violation};
pub use event::{Event, Outcome};
pub use options::{ClientOptions, EmulatorOptions, WebhookOptions};
pub use params::*;
pub use service::*;
pub use task::{Events, Task, TaskInfo};
pub use value::{File, Params};

/// The longest stay inside the library in one go.
const SLICE: Duration = Duration::from_millis(100);

/// Nothing that a panic can leave half done is kept under these locks.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
