//! ECMA-262 patterns, parsed, checked and compiled when generating.
