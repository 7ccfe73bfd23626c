//! A working AppMaker token service and its command line, on the generated crates.
