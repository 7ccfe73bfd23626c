//! The models and operation values of the AppMaker API.
