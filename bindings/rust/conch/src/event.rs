//! What tasks have to say.

use std::os::raw::c_char;
use std::path::PathBuf;
use std::time::Duration;

use conch_sys as sys;

use crate::constants::{EventType, Phase, Status};
use crate::error::Error;
use crate::json::Value;
use crate::text;

/// Progress, a piece of a stream, a log line, or the end of a task.
#[derive(Clone, Debug)]
pub struct Event {
    pub kind: EventType,
    /// The task's number; 0 for a log line that belongs to none.
    pub task: u64,
    pub phase: Phase,
    /// How far the phase is, when that is known.
    pub percent: Option<u8>,
    /// Text for a person.
    pub message: String,
    /// The service's JSON, byte for byte; "" when there is none.
    pub text: String,
    /// The bytes of a CHUNK: text of a chat, frames of speech.
    pub chunk: Vec<u8>,
    /// Of DONE.
    pub files: Vec<PathBuf>,
    /// The service's id of the job; "" as long as it is unknown.
    pub remote_id: String,
    pub http_code: i32,
    /// Bytes moved in this phase.
    pub bytes: u64,
    pub bytes_total: Option<u64>,
    /// How long it may still take, when that can be said.
    pub remaining: Option<Duration>,
    /// Of DONE: why the task did not succeed.
    pub error: Option<Error>,
}

impl Event {
    /// The last event of its task.
    pub fn is_done(&self) -> bool {
        self.kind == EventType::DONE
    }

    /// The service's JSON, read.
    pub fn json(&self) -> Value {
        Value::parse(&self.text).unwrap_or(Value::Null)
    }

    pub(crate) fn outcome(&self) -> Result<Outcome, Error> {
        match &self.error {
            Some(error) => Err(error.clone()),
            None => Ok(Outcome {
                files: self.files.clone(),
                text: self.text.clone(),
                remote_id: self.remote_id.clone(),
                http_code: self.http_code,
            }),
        }
    }

    /// The numbers of the tasks that a restore brought back.
    pub(crate) fn restored(&self) -> Vec<u64> {
        let task = |item: &Value| item.get("task").as_str().and_then(|text| text.parse().ok());
        self.json().get("restored").items().iter().filter_map(task).collect()
    }

    /// The end of a task that its client did not live to see.
    pub(crate) fn abandoned(task: u64) -> Event {
        let message = "the client was closed before this task ended; a job at the service lives on";
        Event {
            kind: EventType::DONE,
            task,
            phase: Phase::ENDED,
            percent: None,
            message: message.to_owned(),
            text: String::new(),
            chunk: Vec::new(),
            files: Vec::new(),
            remote_id: String::new(),
            http_code: 0,
            bytes: 0,
            bytes_total: None,
            remaining: None,
            error: Some(Error::own(Status::E_CANCELLED, "", message.to_owned())),
        }
    }

    /// Copies all of a native event.
    ///
    /// # Safety
    /// `event` was just taken from a client, and nobody takes the next one meanwhile.
    pub(crate) unsafe fn read(event: *const sys::conch_event) -> Event {
        let read = |from: unsafe extern "C" fn(*const sys::conch_event, *mut usize) -> *const c_char| {
            let mut size = 0;
            let start = from(event, &mut size);
            text::bytes(start, size)
        };
        let read_text = |from| String::from_utf8_lossy(&read(from)).into_owned();
        let files = (0..sys::conch_event_file_count(event))
            .map(|index| {
                let mut size = 0;
                let start = sys::conch_event_file(event, index, &mut size);
                PathBuf::from(text::text(start, size))
            })
            .collect();
        let mut total = 0;
        let bytes = sys::conch_event_bytes(event, &mut total);
        let error = sys::conch_event_error(event);
        Event {
            kind: EventType(sys::conch_event_type(event)),
            task: sys::conch_event_task(event),
            phase: Phase(sys::conch_event_phase(event)),
            percent: u8::try_from(sys::conch_event_percent(event)).ok(),
            message: read_text(sys::conch_event_message),
            text: read_text(sys::conch_event_json),
            chunk: read(sys::conch_event_chunk),
            files,
            remote_id: read_text(sys::conch_event_remote_id),
            http_code: sys::conch_event_http_code(event),
            bytes,
            bytes_total: (total > 0).then_some(total),
            remaining: u64::try_from(sys::conch_event_remaining_ms(event)).ok().map(Duration::from_millis),
            error: (!error.is_null()).then(|| Error::read(error)),
        }
    }
}

/// What a task brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub files: Vec<PathBuf>,
    /// The service's last answer: of a call the answer, of a job the finished item.
    pub text: String,
    /// "" for a call.
    pub remote_id: String,
    pub http_code: i32,
}

impl Outcome {
    pub fn json(&self) -> Value {
        Value::parse(&self.text).unwrap_or(Value::Null)
    }
}
