//! A client of the AppMaker API.
