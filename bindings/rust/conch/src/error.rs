//! Everything that is known about one failure.

use std::fmt;
use std::ops::Deref;
use std::time::Duration;

use conch_sys as sys;

use crate::constants::Status;
use crate::json::Value;
use crate::text;

/// One rule of the service that parameters break.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    pub field: String,
    pub rule: String,
    pub allowed: Value,
    pub given: Value,
    pub message: String,
}

/// What an [`Error`] knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Details {
    pub status: Status,
    /// One or more sentences for a person.
    pub message: String,
    /// The parameter, option or file at fault; "" when no single one is.
    pub field: String,
    pub violations: Vec<Violation>,
    /// 0 when the service did not answer, or was not asked.
    pub http_code: i32,
    /// The `code` inside the service's answer; 0 when absent.
    pub service_code: i64,
    /// Whether the very same request may succeed later.
    pub retriable: bool,
    pub retry_after: Option<Duration>,
    /// The service's answer as it came.
    pub body: String,
}

/// Why something did not work. Its fields are those of [`Details`].
#[derive(Clone, Debug, PartialEq)]
pub struct Error(Box<Details>);

impl Deref for Error {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{:?}]", self.message, self.status)
    }
}

impl std::error::Error for Error {}

impl Error {
    /// One that this crate found itself.
    pub(crate) fn own(status: Status, field: &str, message: String) -> Error {
        Error(Box::new(Details {
            status,
            message,
            field: field.to_owned(),
            violations: Vec::new(),
            http_code: 0,
            service_code: 0,
            retriable: false,
            retry_after: None,
            body: String::new(),
        }))
    }

    /// A bare status with its sentence.
    pub(crate) fn of(status: sys::conch_status) -> Error {
        Error::own(Status(status), "", unsafe { text::from_nul(sys::conch_status_message(status)) })
    }

    /// Copies all of a native error.
    ///
    /// # Safety
    /// `error` is an error that lives.
    pub(crate) unsafe fn read(error: *const sys::conch_error) -> Error {
        let read = |from: unsafe extern "C" fn(*const sys::conch_error, *mut usize) -> *const std::os::raw::c_char| {
            let mut size = 0;
            let start = from(error, &mut size);
            text::text(start, size)
        };
        let wait = sys::conch_error_retry_after_ms(error);
        Error(Box::new(Details {
            status: Status(sys::conch_error_status(error)),
            message: read(sys::conch_error_message),
            field: read(sys::conch_error_field),
            violations: violations(&read(sys::conch_error_violations)),
            http_code: sys::conch_error_http_code(error),
            service_code: sys::conch_error_service_code(error),
            retriable: sys::conch_error_retriable(error) != 0,
            retry_after: u64::try_from(wait).ok().map(Duration::from_millis),
            body: read(sys::conch_error_body),
        }))
    }

    /// The same for one that is ours to release; the bare status will do where there is none.
    ///
    /// # Safety
    /// `error` is null or an error that we own.
    pub(crate) unsafe fn take(error: *mut sys::conch_error, status: sys::conch_status) -> Error {
        if error.is_null() {
            return Error::of(status);
        }
        let found = Error::read(error);
        sys::conch_error_destroy(error);
        found
    }
}

pub(crate) fn check(status: sys::conch_status) -> Result<(), Error> {
    if status < 0 {
        return Err(Error::of(status));
    }
    Ok(())
}

pub(crate) fn violations(json: &str) -> Vec<Violation> {
    let word = |item: &Value, name: &str| item.get(name).as_str().unwrap_or_default().to_owned();
    let list = Value::parse(json).unwrap_or(Value::Null);
    list.items()
        .iter()
        .map(|item| Violation {
            field: word(item, "field"),
            rule: word(item, "rule"),
            allowed: item.get("allowed").clone(),
            given: item.get("given").clone(),
            message: word(item, "message"),
        })
        .collect()
}
