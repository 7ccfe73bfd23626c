//! The service and the program from outside: client to server, in memory and over loopback sockets.

mod kill;
mod limits;
mod operations;
mod program;
mod refusals;
mod secrets;
mod shared;
mod support;
