//! Server stubs of the AppMaker API.
