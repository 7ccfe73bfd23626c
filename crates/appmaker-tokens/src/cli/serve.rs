//! `serve`

use super::Failure;
use appmaker_tokens::{BASE_PATH, Store, TokenService, app};
use clap::Args;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::signal::ctrl_c;

#[derive(Args)]
pub(super) struct Serve {
    /// Where to listen; port 0 takes one that is free
    #[arg(long, default_value = "127.0.0.1:5001")]
    address: SocketAddr,
    /// The database file, made if there is none
    #[arg(long, value_name = "FILE", default_value = "tokens.db")]
    database: PathBuf,
}

impl Serve {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let store = Store::open(&self.database)?;
        if !store.has_users()? {
            eprintln!("nobody can call yet: appmaker-tokens user add NAME --database {}", self.database.display());
        }
        let listener = TcpListener::bind(self.address).await?;
        writeln!(std::io::stdout(), "listening on http://{}{BASE_PATH}", listener.local_addr()?)?;
        let app = app(TokenService::new(Arc::new(store)));
        tokio::select! {
            served = axum::serve(listener, app).with_graceful_shutdown(interrupts(1)) => Ok(served?),
            () = interrupts(2) => Ok(()),
        }
    }
}

/// The first ctrl-c lets requests finish, the second does not wait for them: whatever was answered is on disk.
async fn interrupts(count: u32) {
    for _ in 0..count {
        // Where the signal cannot be heard, the default holds: the process ends at once, which loses nothing either.
        if ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
