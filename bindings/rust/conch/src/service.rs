//! What can be known without a client: the catalog, checks and prices, callbacks, logins, and the emulator.

use conch_sys as sys;

use crate::constants::{Operation, TaskFlags};
use crate::error::{check, violations, Error, Violation};
use crate::options::EmulatorOptions;
use crate::text::{self, Texts};
use crate::value::Params;

/// All operations, parameters, models, options and prices, as JSON.
pub fn catalog() -> &'static str {
    let mut size = 0;
    let bytes = unsafe { std::slice::from_raw_parts(sys::conch_catalog_json(&mut size).cast::<u8>(), size) };
    std::str::from_utf8(bytes).unwrap_or("{}")
}

/// An operation by its name, e.g. `"videos.create"`.
pub fn operation(name: &str) -> Option<Operation> {
    let name = text::with_nul("name", name).ok()?;
    let found = Operation(unsafe { sys::conch_operation_from_name(name.as_ptr()) });
    (found != Operation::UNSET).then_some(found)
}

/// Every rule that parameters break, without sending anything; empty when all is well.
pub fn validate<P: Params>(params: &P) -> Result<Vec<Violation>, Error> {
    validate_json(P::OPERATION, &params.to_json(), &[])
}

pub fn validate_json(operation: Operation, params: &str, flags: &[TaskFlags]) -> Result<Vec<Violation>, Error> {
    let params = text::with_nul("params", params)?;
    let flags = flags.iter().fold(0, |all, flag| all | flag.0);
    let mut found = std::ptr::null_mut();
    unsafe {
        let status = sys::conch_validate(operation.0, params.as_ptr(), flags, &mut found);
        let found = text::taken(found);
        if status != sys::CONCH_E_INVALID {
            check(status)?;
        }
        Ok(violations(&found))
    }
}

/// What a request would cost, and how that was reckoned; `None` when it cannot be known.
pub fn estimate<P: Params>(params: &P) -> Result<(Option<u64>, String), Error> {
    estimate_json(P::OPERATION, &params.to_json())
}

pub fn estimate_json(operation: Operation, params: &str) -> Result<(Option<u64>, String), Error> {
    let params = text::with_nul("params", params)?;
    let (mut credits, mut why) = (0, std::ptr::null_mut());
    unsafe {
        let status = sys::conch_estimate(operation.0, params.as_ptr(), &mut credits, &mut why);
        let why = text::taken(why);
        check(status)?;
        Ok((u64::try_from(credits).ok(), why))
    }
}

/// What a callback of the service says, as JSON, for programs with a server of their own.
pub fn parse_webhook(body: &[u8]) -> Result<String, Error> {
    let mut found = std::ptr::null_mut();
    unsafe {
        check(sys::conch_webhook_parse(body.as_ptr().cast(), body.len(), &mut found))?;
        Ok(text::taken(found))
    }
}

/// What an account's address and login token say, as JSON, without sending them anywhere.
pub fn inspect_account(url: &str, token: &str) -> Result<String, Error> {
    let (url, token) = (text::with_nul("url", url)?, text::with_nul("token", token)?);
    let (mut found, mut error) = (std::ptr::null_mut(), std::ptr::null_mut());
    unsafe {
        let status = sys::conch_account_inspect(url.as_ptr(), token.as_ptr(), &mut found, &mut error);
        if status < 0 {
            return Err(Error::take(error, status));
        }
        Ok(text::taken(found))
    }
}

/// The version of the library in memory.
pub fn library_version() -> String {
    unsafe { text::from_nul(sys::conch_version_string()) }
}

/// How many threads of the library exist: 0 when no client is open.
pub fn thread_count() -> i32 {
    unsafe { sys::conch_debug_thread_count() }
}

/// The service's stand-in on this machine, to share between clients. Ends when it is dropped.
#[derive(Debug)]
pub struct Emulator {
    handle: *mut sys::conch_emulator,
    base_url: String,
}

// One owner; its functions may be called from any thread.
unsafe impl Send for Emulator {}
unsafe impl Sync for Emulator {}

impl Emulator {
    /// Starts it and waits until it is ready.
    pub fn start(options: &EmulatorOptions) -> Result<Emulator, Error> {
        let mut texts = Texts::default();
        let native = options.to_native(&mut texts)?;
        let (mut handle, mut error) = (std::ptr::null_mut(), std::ptr::null_mut());
        unsafe {
            let status = sys::conch_emulator_start(&native, &mut handle, &mut error);
            if status < 0 {
                return Err(Error::take(error, status));
            }
            Ok(Emulator { handle, base_url: text::from_nul(sys::conch_emulator_base_url(handle)) })
        }
    }

    /// What to give a client as its base URL.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        unsafe { sys::conch_emulator_stop(self.handle) };
    }
}
