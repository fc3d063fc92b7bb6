//! Links libconch: from the folder that CONCH_LIB_DIR names, from where pkg-config knows it, or where the linker looks.

use std::env;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-env-changed=CONCH_LIB_DIR");
    println!("cargo:rustc-link-lib=dylib=conch");
    if let Some(folder) = env::var("CONCH_LIB_DIR").ok().or_else(known_to_pkg_config) {
        println!("cargo:rustc-link-search=native={folder}");
    }
}

fn known_to_pkg_config() -> Option<String> {
    let said = Command::new("pkg-config").args(["--variable=libdir", "conch"]).output().ok()?;
    let folder = String::from_utf8(said.stdout).ok()?;
    Some(folder.trim().to_owned()).filter(|folder| !folder.is_empty())
}
