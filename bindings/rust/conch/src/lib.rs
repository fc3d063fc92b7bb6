//! The parameters of every kind of job as types. A client over `conch-sys` is still to come.

pub mod params;
pub mod value;
