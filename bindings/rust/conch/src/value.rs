//! Parameters as JSON text, without a dependency for it.

use std::fmt::Write;
use std::path::PathBuf;

use crate::constants::{JobKind, Operation};
use crate::json::quote;

/// A file: one on this machine, which the job uploads first, or one that the service has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    Local(PathBuf),
    Id(String),
}

/// The parameters of one kind of job. What is `None` was not given; the service decides.
pub trait Params {
    const KIND: JobKind;
    /// The operation that creates it.
    const OPERATION: Operation;

    fn write(&self, object: &mut Object);

    /// With the service's own names.
    fn to_json(&self) -> String {
        let mut object = Object::default();
        self.write(&mut object);
        object.finish()
    }
}

/// A JSON object in the making.
#[derive(Default)]
pub struct Object {
    text: String,
}

impl Object {
    /// Adds a member, unless the value was not given.
    pub fn put(&mut self, name: &str, value: &impl Value) {
        if !value.is_given() {
            return;
        }
        self.text.push(if self.text.is_empty() { '{' } else { ',' });
        quote(name, &mut self.text);
        self.text.push(':');
        value.write(&mut self.text);
    }

    fn finish(mut self) -> String {
        self.text.push_str(if self.text.is_empty() { "{}" } else { "}" });
        self.text
    }
}

/// What can stand in a parameter.
pub trait Value {
    fn is_given(&self) -> bool {
        true
    }

    fn write(&self, out: &mut String);
}

impl Value for String {
    fn write(&self, out: &mut String) {
        quote(self, out);
    }
}

impl Value for i64 {
    fn write(&self, out: &mut String) {
        let _ = write!(out, "{self}");
    }
}

impl Value for f64 {
    fn write(&self, out: &mut String) {
        let _ = write!(out, "{self}");
    }
}

impl Value for bool {
    fn write(&self, out: &mut String) {
        let _ = write!(out, "{self}");
    }
}

impl Value for File {
    fn write(&self, out: &mut String) {
        match self {
            File::Id(id) => quote(id, out),
            File::Local(path) => {
                out.push_str("{\"path\":");
                quote(&path.to_string_lossy(), out);
                out.push('}');
            }
        }
    }
}

impl<T: Value> Value for Option<T> {
    fn is_given(&self) -> bool {
        self.is_some()
    }

    fn write(&self, out: &mut String) {
        if let Some(value) = self {
            value.write(out);
        }
    }
}

impl<T: Value> Value for Vec<T> {
    fn is_given(&self) -> bool {
        !self.is_empty()
    }

    fn write(&self, out: &mut String) {
        out.push('[');
        for (index, item) in self.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            item.write(out);
        }
        out.push(']');
    }
}
