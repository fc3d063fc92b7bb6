//! Links libconch: from the folder that CONCH_LIB_DIR names, or from where the linker looks by itself.

fn main() {
    println!("cargo:rerun-if-env-changed=CONCH_LIB_DIR");
    println!("cargo:rustc-link-lib=dylib=conch");
    if let Ok(folder) = std::env::var("CONCH_LIB_DIR") {
        println!("cargo:rustc-link-search=native={folder}");
    }
}
