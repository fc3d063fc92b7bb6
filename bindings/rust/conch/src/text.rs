//! Texts over the border: UTF-8 with a NUL behind it one way, with a length the other.

use std::ffi::CString;
use std::os::raw::{c_char, c_void};
use std::path::Path;

use conch_sys as sys;

use crate::constants::Status;
use crate::error::Error;

/// Keeps texts as long as a call lasts, for the fields of structs.
#[derive(Default)]
pub(crate) struct Texts {
    kept: Vec<CString>,
    lists: Vec<Vec<*const c_char>>,
}

impl Texts {
    pub(crate) fn add(&mut self, name: &str, text: Option<&str>) -> Result<*const c_char, Error> {
        match text {
            None => Ok(std::ptr::null()),
            Some(text) => {
                self.kept.push(with_nul(name, text)?);
                Ok(self.kept[self.kept.len() - 1].as_ptr())
            }
        }
    }

    pub(crate) fn add_path(&mut self, name: &str, path: Option<&Path>) -> Result<*const c_char, Error> {
        match path {
            None => Ok(std::ptr::null()),
            Some(path) => match path.to_str() {
                Some(text) => self.add(name, Some(text)),
                None => Err(Error::own(Status::E_ARGUMENT, name, format!("{name} must be UTF-8; it is {path:?}"))),
            },
        }
    }

    pub(crate) fn add_list(&mut self, name: &str, paths: &[impl AsRef<Path>]) -> Result<*const *const c_char, Error> {
        if paths.is_empty() {
            return Ok(std::ptr::null());
        }
        let list = paths.iter().map(|path| self.add_path(name, Some(path.as_ref()))).collect::<Result<Vec<_>, _>>()?;
        self.lists.push(list);
        Ok(self.lists[self.lists.len() - 1].as_ptr())
    }
}

pub(crate) fn with_nul(name: &str, text: &str) -> Result<CString, Error> {
    CString::new(text).map_err(|_| Error::own(Status::E_ARGUMENT, name, format!("{name} has a NUL byte inside")))
}

/// Copies bytes whose number another function told.
///
/// # Safety
/// `start` has `size` bytes, or is null.
pub(crate) unsafe fn bytes(start: *const c_char, size: usize) -> Vec<u8> {
    if start.is_null() {
        return Vec::new();
    }
    std::slice::from_raw_parts(start.cast::<u8>(), size).to_vec()
}

/// The same as text. The library hands out UTF-8 only.
///
/// # Safety
/// As for [`bytes`].
pub(crate) unsafe fn text(start: *const c_char, size: usize) -> String {
    String::from_utf8_lossy(&bytes(start, size)).into_owned()
}

/// A static text, or one that lives long enough, with a NUL behind it.
///
/// # Safety
/// `start` ends with a NUL, or is null.
pub(crate) unsafe fn from_nul(start: *const c_char) -> String {
    if start.is_null() {
        return String::new();
    }
    std::ffi::CStr::from_ptr(start).to_string_lossy().into_owned()
}

/// The same for one that is ours to release.
///
/// # Safety
/// As for [`from_nul`], and it came from the library with `conch_free` as its release.
pub(crate) unsafe fn taken(start: *mut c_char) -> String {
    let copy = from_nul(start);
    sys::conch_free(start.cast::<c_void>());
    copy
}
