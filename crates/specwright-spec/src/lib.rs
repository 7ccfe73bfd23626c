//! OpenAPI documents, read into one resolved and checked Document.
